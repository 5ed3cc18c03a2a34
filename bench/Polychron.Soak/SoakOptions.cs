using System.Globalization;

namespace Polychron.Soak;

/// <summary>What the command line asks for.</summary>
/// <param name="Minutes">How long the load runs. Its last third is not disturbed, so that memory can be judged.</param>
/// <param name="KillEvery">Minutes between two ends of the server; each comes up to a third sooner or later.</param>
/// <param name="Seed">Of all that is drawn at random.</param>
/// <param name="Connections">How many people work at the same time, each on one request.</param>
/// <param name="Rate">Requests a second that all of them aim at together; 0: as fast as they can.</param>
/// <param name="DrainMinutes">How long webhooks may take to arrive after the load has ended.</param>
/// <param name="Folder">Where the store and the log go; null for a new temporary folder, removed when all is well.</param>
internal sealed record SoakOptions(
    double Minutes = 30, double KillEvery = 3, int Seed = 0, int Connections = 16, double Rate = 120, double DrainMinutes = 5, string? Folder = null)
{
    /// <summary>Changes what the run believes to be acknowledged, right before the checks: a test plants there what they have to find.</summary>
    public Action<IReadOnlyList<World.Space>>? Plant { get; init; }

    public const string Usage = """
        Options: --minutes N       how long the load runs (30); its last third is not disturbed
                 --kill-every N    minutes between two ends of the server (3), most by kill -9, every fourth by SIGTERM
                 --seed N          of all that is drawn at random (the clock's)
                 --connections N   people at work at the same time (16)
                 --rate N          requests a second of all together (120); 0 for as many as they can
                 --drain N         minutes that webhooks may take after the load has ended (5)
                 --folder PATH     an empty folder for the store and the log, which is kept
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It is not understood.</exception>
    public static SoakOptions Parse(string[] args)
    {
        var options = new SoakOptions(Seed: (int)(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() % 1_000_000));
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--minutes" => options with { Minutes = Number(args, ++i, 0.1, 7 * 24 * 60) },
                "--kill-every" => options with { KillEvery = Number(args, ++i, 0.05, 24 * 60) },
                "--seed" => options with { Seed = (int)Number(args, ++i, 0, int.MaxValue) },
                "--connections" => options with { Connections = (int)Number(args, ++i, 3, 512) },
                "--rate" => options with { Rate = Number(args, ++i, 0, 100_000) },
                "--drain" => options with { DrainMinutes = Number(args, ++i, 0, 600) },
                "--folder" => options with { Folder = Path.GetFullPath(Value(args, ++i)) },
                _ => throw new FormatException($"'{args[i]}' is no option."),
            };
        }

        return options;
    }

    private static string Value(string[] args, int at) =>
        at < args.Length ? args[at] : throw new FormatException($"{args[at - 1]} needs a value.");

    private static double Number(string[] args, int at, double min, double max) =>
        double.TryParse(Value(args, at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= min && number <= max
            ? number
            : throw new FormatException($"{args[at - 1]} is a number from {min} to {max}.");
}
