"""The same question in another form: other names, another order, something else that was done."""
