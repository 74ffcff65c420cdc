"""What operators name beside their matrices, and what their rows say of them."""
