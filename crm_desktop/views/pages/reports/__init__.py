"""The reports page: what the shop's figures say."""
