print("mainline")
