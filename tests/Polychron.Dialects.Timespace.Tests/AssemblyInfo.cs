// Storage operations are counted for the whole process: nothing else may run beside the test that counts.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
