"""What is known to go wrong in other tools, and the test that asks it of ours.

Each defect was seen by running or reading the tool that is named. Paths are relative to ``tests``;
those of other folders test the same idea nearer to the code.

perturbguard 1.0.3
    1. One cell in training and in test is not seen:
       splits/catalogue/manifest_leaks.py::listed_twice
    2. Cells that are not listed train, unknown ids pass:
       splits/known_failures/test_rows_of_the_manifest.py::test_rows_that_are_not_listed_are_in_no_part
       splits/catalogue/manifest_leaks.py::from_elsewhere
    3. Ids with zeros in front are read as numbers:
       splits/known_failures/test_rows_of_the_manifest.py::test_leading_zeros_survive
       splits/known_failures/test_rows_of_the_manifest.py::test_a_leak_is_found_where_ids_look_like_numbers
       splits/catalogue/manifest_leaks.py::zeros_lost
    4. Controls count as leaks:
       splits/known_failures/test_pairs_of_parts.py::test_controls_on_both_sides_are_no_leak_where_the_policy_says_so
    5. Validation and test are merged:
       splits/known_failures/test_pairs_of_parts.py::test_validation_of_known_perturbations_does_not_break_a_claim_about_test
    6. Its strict split of combinations fails its own claim:
       splits/known_failures/test_makers.py::test_pairs_with_so_many_members_seen_are_just_that
    7. The vehicle is held out as a drug:
       splits/known_failures/test_makers.py::test_the_vehicle_is_never_held_out_as_a_drug
    8. Two spellings of one thing are two things:
       splits/known_failures/test_names_of_one_thing.py::test_one_gene_in_two_spellings_is_shared
       splits/known_failures/test_names_of_one_thing.py::test_two_guides_of_a_gene_share_their_target
       splits/known_failures/test_names_of_one_thing.py::test_a_salt_is_its_compound_by_name_alone
    9. A hyphen separates:
       splits/known_failures/test_names_of_one_thing.py::test_a_hyphen_or_a_comma_in_a_name_separates_nothing
       splits/known_failures/test_names_of_one_thing.py::test_the_name_of_a_control_is_never_taken_apart
    10. Perfect confounding passes:
       splits/known_failures/test_confounded_designs.py::test_neither_is_proven_where_each_drug_has_its_plate
    11. A correct split by donor fails:
       splits/known_failures/test_pairs_of_parts.py::test_a_correct_split_by_donor_is_clean_though_drugs_are_shared
    12. An effect is found in noise, for there is no null:
       splits/known_failures/test_confounded_designs.py::test_noise_alone_is_no_side_channel_and_no_copy
    13. Roles are guessed from pieces of words:
       splits/known_failures/test_strange_columns.py::test_a_role_is_not_guessed_from_a_piece_of_a_word
    14. The text "False" is true:
       splits/known_failures/test_strange_columns.py::test_a_mark_of_controls_may_be_text
    15. A single batch is a fault:
       splits/known_failures/test_pairs_of_parts.py::test_one_batch_alone_is_no_fault
    16. A column without values, or one that is not there, stops everything:
       splits/known_failures/test_strange_columns.py::test_a_column_without_values_stops_nothing
       splits/known_failures/test_strange_columns.py::test_a_column_that_the_data_have_not_is_named
       splits/known_failures/test_makers.py::test_an_axis_that_the_data_have_not_is_refused_in_words
    17. Parts may only be called train, val and test:
       splits/known_failures/test_strange_columns.py::test_parts_may_have_any_name_and_role
    18. The leak that it simulates is none:
       splits/catalogue/test_planted_leaks.py::test_planting_changes_the_design
    19. The whole file is read to compare labels:
       splits/known_failures/test_reading_labels_only.py::test_a_matrix_that_cannot_be_read_does_not_stop_an_audit_of_labels
       splits/known_failures/test_reading_labels_only.py::test_an_audit_of_labels_loads_no_heavy_library
    20. Content, doses, times, guides, space, modalities and joint claims are not looked at:
       splits/catalogue/test_planted_leaks.py::test_a_planted_leak_is_found_by_its_rule_alone
    A claim that fails exits with 0:
       splits/known_failures/test_leaving_with_a_code.py::test_the_exit_code_tells_a_leak
GEARS 0.1.2
    A pair and its mirror image are two:
       splits/known_failures/test_makers.py::test_a_pair_and_its_mirror_image_stay_together
    Conditions are in no part:
       splits/known_failures/test_makers.py::test_every_row_is_in_a_part_or_left_out_with_a_reason
    Tests of pairs hold singles:
       splits/known_failures/test_makers.py::test_a_test_of_pairs_holds_no_single_gene
    A split is taken from a cache although the data changed:
       splits/known_failures/test_makers.py::test_a_split_of_data_that_changed_since_is_refused
    An empty part ends in a KeyError:
       splits/known_failures/test_makers.py::test_too_few_groups_for_the_parts_are_refused_in_words
    Three perturbations at once are not read:
       splits/known_failures/test_names_of_one_thing.py::test_three_genes_are_one_combination_in_any_order
PerturBench (d357dfa)
    A pair and its mirror image are in training and test: as for GEARS
    What is held out in one line is trained on in another:
       splits/known_failures/test_pairs_of_parts.py::test_a_new_perturbation_in_one_line_that_training_knows_in_another_is_not_unseen
    Covariates that change places are one group:
       splits/known_failures/test_pairs_of_parts.py::test_two_covariates_that_change_places_are_two_groups
    Batches are shared, and nobody says so:
       splits/known_failures/test_pairs_of_parts.py::test_what_is_shared_and_was_not_claimed_is_told_once_a_pair
    A context of one condition is lost, and little data raise an error:
       splits/making/test_peer_failures.py::test_a_context_of_one_condition_is_not_lost
       splits/making/test_peer_failures.py::test_little_data_give_a_split_or_a_reason
cell-load 0.10.4
    One perturbation is in validation and in test:
       splits/known_failures/test_pairs_of_parts.py::test_a_perturbation_in_validation_and_test_is_found
       splits/importers/test_cell_load.py::test_a_perturbation_in_val_and_test_is_in_both
    A misspelt name trains:
       splits/known_failures/test_makers.py::test_a_misspelt_name_is_not_silently_trained_on
       splits/known_failures/test_rows_of_the_manifest.py::test_a_misspelt_donor_is_not_silently_nowhere
    Validation is the test where there is none:
       splits/catalogue/manifest_leaks.py::without_validation
    Controls are in all parts: splits/catalogue/control_leaks.py::control_of_held_out_donor
DataSAIL 1.4.0
    Families are torn apart by default:
       splits/known_failures/test_makers.py::test_no_family_of_compounds_is_torn_apart
    Ten thousand groups take minutes:
       splits/known_failures/test_makers.py::test_thousands_of_groups_are_divided
    What cannot be done is None:
       splits/known_failures/test_makers.py::test_what_cannot_be_divided_is_said_with_who_is_in_the_way
    What was not selected is lost:
       splits/known_failures/test_makers.py::test_every_row_is_in_a_part_or_left_out_with_a_reason
    A salt is another compound:
       splits/known_failures/test_makers.py::test_a_salt_goes_with_its_compound
splito 0.1.4
    Molecules without a ring share a scaffold:
       splits/known_failures/test_makers.py::test_molecules_without_a_ring_share_no_scaffold
    Salts change the scaffold:
       splits/known_failures/test_makers.py::test_a_salt_goes_with_its_compound
    Sizes are of groups:
       splits/known_failures/test_makers.py::test_sizes_are_reached_in_cells_where_groups_differ_in_size
deepchecks 0.19.1
    A copy with a little noise is not found:
       splits/known_failures/test_copies_of_cells.py::test_a_copy_with_a_little_noise_is_found
    It cannot be imported beside recent libraries, and copies everything into dense frames:
       splits/known_failures/test_reading_labels_only.py::test_an_audit_of_labels_loads_no_heavy_library
dataset-doctor 0.1.2
    What is held out on purpose is called a shift:
       splits/known_failures/test_pairs_of_parts.py::test_a_correct_split_by_donor_is_clean_though_drugs_are_shared
"""
