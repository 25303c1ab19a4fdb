// SlotEngine
