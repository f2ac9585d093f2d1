"""What of looking into passages is compiled, where numba is installed and warmed up?

Each kernel (candidate_kernels) gives to the bit what numpy gives where it is not there: beside each stands the call of it.
"""

from indexer.engines.forward.native.compiler_memory import give_back_code
from indexer.engines.forward.native.kept_code import compiling
from indexer.engines.forward.native.warming import loaded_kernels, warm_kernels

__all__ = ["compiling", "give_back_code", "loaded_kernels", "warm_kernels"]
