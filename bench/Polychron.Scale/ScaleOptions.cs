using System.Globalization;
using Polychron.Scale.Load;
using Polychron.Scale.Service;
using Polychron.Scale.Trials;
using Polychron.Scale.World;

namespace Polychron.Scale;

/// <summary>A way to count and to spread requests.</summary>
/// <param name="Reads">What reads count.</param>
/// <param name="HasAffinity">Whether all requests of a workspace go to one instance; otherwise to any.</param>
internal sealed record Variant(ReadWeight Reads, bool HasAffinity);

/// <summary>What the command line asks for.</summary>
internal sealed record ScaleOptions
{
    public const string Usage = """
        Options: --workspaces 1,100     how many workspaces, several sizes one after the other (1,100,10000)
                 --people N             how many in each workspace (500 for one, 50 for 100, 2 for 10,000)
                 --rate N               one trial at N requests a second instead of the search for the wall
                 --reads HOW            what reads count against the limits: entities, requests (three variants: each
                                        of them, and the second with --affinity)
                 --affinity             all requests of a workspace go to one instance; with --reads
                 --mix KIND=N,...       shares of create, update, timer, list, get, report
                 --hooks SHARE          which part of the workspaces has a webhook (0.2)
                 --instances N          instances that serve requests (one in every 250 requests a second, at least 2)
                 --workers N            instances that run queue and timer functions (one in every 500, at least 1)
                 --seconds N            how long each trial is measured (25)
                 --halvings N           how finely the wall is searched (2)
                 --limits NAME=N,...    partition, account and queue (a second), burst (seconds)
                 --latency NAME=A/B,... p50/p99 in milliseconds of get, query, commit, queue, listener
                 --seed N               of everything that is drawn (1)
                 --quick                a look: one size, short trials
                 --update-docs          keep the results in docs/scale.md
        """;

    public IReadOnlyList<int> Workspaces { get; init; } = [1, 100, 10_000];

    /// <summary>How many people there are in each workspace; null for as many as <see cref="PopulationSize.Of"/> says.</summary>
    public int? People { get; init; }

    public double? Rate { get; init; }

    /// <summary>What is compared; each size is searched with each.</summary>
    public IReadOnlyList<Variant> Variants { get; init; } =
        [new(ReadWeight.Entities, HasAffinity: false), new(ReadWeight.Requests, HasAffinity: false), new(ReadWeight.Requests, HasAffinity: true)];

    public double Hooks { get; init; } = 0.2;

    public int Halvings { get; init; } = 2;

    public bool UpdateDocs { get; init; }

    public TrialSettings Settings { get; init; } = new();

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It is not understood.</exception>
    public static ScaleOptions Parse(IReadOnlyList<string> args)
    {
        var options = new ScaleOptions();
        for (var i = 0; i < args.Count; i++)
        {
            var name = args[i];
            var settings = options.Settings;
            options = name switch
            {
                "--quick" => options with
                {
                    Workspaces = [100],
                    Halvings = 1,
                    Settings = settings with { Measured = TimeSpan.FromSeconds(10), WarmUp = TimeSpan.FromSeconds(2) },
                },
                "--affinity" => options with { Variants = [.. options.Variants.Select(variant => variant with { HasAffinity = true }).Distinct()] },
                "--update-docs" => options with { UpdateDocs = true },
                "--workspaces" => options with { Workspaces = [.. Value().Split(',').Select(text => (int)Number(text, 1, 100_000))] },
                "--people" => options with { People = (int)Number(Value(), 1, 10_000) },
                "--rate" => options with { Rate = Number(Value(), 1, 1_000_000) },
                "--reads" => options with { Variants = [new(Enum.TryParse<ReadWeight>(Value(), true, out var reads) ? reads : throw Wrong(), false)] },
                "--mix" => options with { Settings = settings with { Mix = Mix.Parse(Value()) } },
                "--hooks" => options with { Hooks = Number(Value(), 0, 1) },
                "--instances" => options with { Settings = settings with { Instances = (int)Number(Value(), 1, 1_000) } },
                "--workers" => options with { Settings = settings with { Workers = (int)Number(Value(), 1, 1_000) } },
                "--seconds" => options with { Settings = settings with { Measured = TimeSpan.FromSeconds(Number(Value(), 1, 3_600)) } },
                "--halvings" => options with { Halvings = (int)Number(Value(), 0, 10) },
                "--limits" => options with { Settings = settings with { Limits = Pairs(Value()).Aggregate(settings.Limits, WithLimit) } },
                "--latency" => options with { Settings = settings with { Latency = Pairs(Value()).Aggregate(settings.Latency, WithLatency) } },
                "--seed" => options with { Settings = settings with { Seed = (int)Number(Value(), 0, 1_000_000) } },
                _ => throw new FormatException($"'{name}' is no option."),
            };

            string Value() => ++i < args.Count ? args[i] : throw new FormatException($"{name} needs a value.");
            FormatException Wrong() => new($"{name} does not take '{args[i]}'.");
        }

        return options is { UpdateDocs: true, Rate: not null }
            ? throw new FormatException("The results of one rate are not kept; leave out --rate.")
            : options;
    }

    private static double Number(string text, double min, double max) =>
        double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number >= min && number <= max
            ? number
            : throw new FormatException($"'{text}' is no number from {min} to {max}.");

    private static IEnumerable<(string Name, string Value)> Pairs(string text) => text.Split(',').Select(part =>
        part.Split('=') is [var name, var value] ? (name, value) : throw new FormatException($"'{part}' is no pair of a name and a value."));

    private static ServiceLimits WithLimit(ServiceLimits limits, (string Name, string Value) pair) => pair.Name switch
    {
        "partition" => limits with { PartitionEntities = Number(pair.Value, 1, 1e9) },
        "account" => limits with { AccountEntities = Number(pair.Value, 1, 1e9) },
        "queue" => limits with { QueueMessages = Number(pair.Value, 1, 1e9) },
        "burst" => limits with { BurstSeconds = Number(pair.Value, 0.001, 3_600) },
        _ => throw new FormatException($"'{pair.Name}' is no limit."),
    };

    private static LatencyModel WithLatency(LatencyModel model, (string Name, string Value) pair)
    {
        var latency = pair.Value.Split('/') is [var p50, var p99]
            ? new Latency(Number(p50, 0.01, 60_000), Number(p99, Number(p50, 0.01, 60_000), 60_000))
            : throw new FormatException($"'{pair.Value}' is no pair of p50/p99.");
        return pair.Name switch
        {
            "get" => model with { Get = latency },
            "query" => model with { Query = latency },
            "commit" => model with { Commit = latency },
            "queue" => model with { Queue = latency },
            "listener" => model with { Listener = latency },
            _ => throw new FormatException($"'{pair.Name}' has no latency."),
        };
    }
}
