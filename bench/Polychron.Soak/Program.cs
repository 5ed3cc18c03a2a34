using Polychron.Soak;

SoakOptions options;
try
{
    options = SoakOptions.Parse(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(SoakOptions.Usage);
    return 2;
}

await using var run = new SoakRun(options, Console.Out);
var result = await run.RunAsync();
return result.Passed ? 0 : 1;
