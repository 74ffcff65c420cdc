"""Output folders of Xenium Onboard Analysis and Xenium Ranger."""
