using Xunit.Sdk;
using Xunit.v3;

// On two cores, two machines at the same time are slower than two in sequence, and the measured times are meaningless.
[assembly: Parallelization(Mode = ParallelMode.None)]
