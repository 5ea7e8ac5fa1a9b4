"""The engines that ship with the core: in this process, and in processes beside it."""
