using Polychron.Bench;
using Polychron.Bench.Rollups;
using Polychron.Bench.Served;
using Polychron.Bench.Webhooks;

// The bench starts itself once more as the server, so that client and server are two processes.
if (args is [ServedApp.Command, .. var rest])
{
    return ServedApp.Run(rest);
}

if (args is [HookBench.Command])
{
    return await HookBench.RunAsync();
}

BenchOptions options;
try
{
    if (args is [RollupOptions.Command, .. var asked])
    {
        return await new RollupBench(RollupOptions.Parse(asked)).RunAsync();
    }

    options = BenchOptions.Parse(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(BenchOptions.Usage);
    Console.Error.WriteLine(RollupOptions.Usage);
    return 2;
}

return await new Benchmark(options).RunAsync();
