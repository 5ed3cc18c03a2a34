using System.Diagnostics;
using Polychron.Scale;
using Polychron.Scale.Output;

ScaleOptions options;
try
{
    options = ScaleOptions.Parse(args);
}
catch (FormatException wrong)
{
    Console.Error.WriteLine(wrong.Message);
    Console.Error.WriteLine(ScaleOptions.Usage);
    return 2;
}

var began = Stopwatch.GetTimestamp();
var report = await ScaleRun.RunAsync(options, Console.Error.WriteLine);
Console.Error.WriteLine($"{Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");
var text = ReportText.Of(report);
Console.Write(text);
if (options.UpdateDocs)
{
    ScalePage.Update(text);
}

return 0;
