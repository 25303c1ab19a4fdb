// CallEngine
