using System.Diagnostics.Metrics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Polychron.Operator.Health;
using Polychron.Rollups.Checkpoints;
using Polychron.Testing.Telemetry;
using Polychron.UseCases.Ports.Telemetry;
using Polychron.UseCases.Ports.Webhooks;

namespace Polychron.Operator.Tests.Telemetry;

/// <summary>The page that lists the instruments, against the instruments.</summary>
public sealed partial class DocumentTests(TelemetryApp app) : IClassFixture<TelemetryApp>
{
    [Fact]
    public async Task The_page_lists_every_instrument_with_its_kind_and_unit_and_no_other()
    {
        // What is measured first makes its instruments: a request, a delivery, the cells, the gauges.
        await app.CallAsync("GET", "/healthz");
        app.Services.GetRequiredService<IWebhookPinger>();
        app.Services.GetRequiredService<RollupMeter>();
        app.Services.GetRequiredService<HealthGauges>();
        using var measurements = new Measurements(app.Meters);
        var made = measurements.Instruments.Where(instrument => instrument.Meter.Name == PolychronTelemetry.Name)
            .Select(instrument => $"{instrument.Name} {KindOf(instrument)} {instrument.Unit}").Order(StringComparer.Ordinal).ToList();

        Assert.NotEmpty(made);
        Assert.Equal(made, Rows().Select(row => $"{row.Name} {row.Kind} {row.Unit}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_name_and_attribute_is_one_of_the_lists()
    {
        var attributes = Constants(typeof(AttributeNames));
        Assert.Equal(Constants(typeof(InstrumentNames)).Order(StringComparer.Ordinal), Rows().Select(row => row.Name).Order(StringComparer.Ordinal));
        Assert.All(Rows().SelectMany(row => row.Attributes), attribute => Assert.Contains(attribute, attributes));

        // These are of too many values for a measurement.
        Assert.All(Rows(), row => Assert.Empty(row.Attributes.Intersect([AttributeNames.Workspace, AttributeNames.Sequence, AttributeNames.ServerAddress])));
    }

    private static string KindOf(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        ObservableGauge<long> => "gauge",
        _ => instrument.GetType().Name,
    };

    private static HashSet<string> Constants(Type names) =>
        [.. names.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)];

    private static List<(string Name, string Kind, string Unit, IReadOnlyList<string> Attributes)> Rows()
    {
        var rows = Row().Matches(File.ReadAllText(PathOf("docs/observability.md")).ReplaceLineEndings("\n"))
            .Select(row => (
                row.Groups[1].Value,
                row.Groups[2].Value,
                row.Groups[3].Value,
                (IReadOnlyList<string>)[.. Quoted().Matches(row.Groups[4].Value).Select(attribute => attribute.Groups[1].Value)]))
            .ToList();
        Assert.NotEmpty(rows);
        return rows;
    }

    private static string PathOf(string file)
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "Functions.sln")))
            {
                return Path.Combine(at.FullName, file);
            }
        }

        throw new InvalidOperationException("There is no Functions.sln above the tests.");
    }

    [GeneratedRegex(@"^\| `([a-z._]+)` \| (counter|histogram|gauge) \| `([^`]+)` \|([^|]*)\|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex("`([^`]+)`")]
    private static partial Regex Quoted();
}
