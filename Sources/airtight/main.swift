print("airtight")
