"""SCB's monthly file of participants in an ESF project. It holds persons: for the register only."""
