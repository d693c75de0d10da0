using Xunit.Sdk;
using Xunit.v3;

// Two machines on two cores are slower than one after the other, and their times say nothing.
[assembly: Parallelization(Mode = ParallelMode.None)]
