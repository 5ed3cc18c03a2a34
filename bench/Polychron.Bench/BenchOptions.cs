using System.Globalization;

namespace Polychron.Bench;

/// <summary>What the command line asks for.</summary>
/// <param name="Seconds">How long each row is measured in each round.</param>
/// <param name="Rounds">How many times each row is measured; its median round counts.</param>
/// <param name="Folder">Below which the stores are made, which decides the disk.</param>
/// <param name="UpdateReadme">Whether the results go into bench/README.md.</param>
/// <param name="Only">Texts of which a row's name has to contain one for it to be measured; none: all rows.</param>
internal sealed record BenchOptions(double Seconds, int Rounds, string Folder, bool UpdateReadme, IReadOnlyList<string> Only)
{
    public const string Usage = """
        Options: --quick           two short rounds
                 --seconds N       how long a row is measured in a round (0.4)
                 --rounds N        how many rounds there are (12)
                 --folder PATH     below which the stores are made (the system's temporary folder)
                 --only TEXT       only rows whose names contain the text; may be given several times
                 --update-readme   keep the results in bench/README.md
        """;

    /// <summary>Whether a row is asked for.</summary>
    public bool Wants(string title) =>
        Only.Count == 0 || Only.Any(part => title.Contains(part, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the command line.</summary>
    /// <exception cref="FormatException">It is not understood.</exception>
    public static BenchOptions Parse(string[] args)
    {
        var options = new BenchOptions(0.4, 12, Path.GetTempPath(), UpdateReadme: false, Only: []);
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--quick" => options with { Seconds = 0.5, Rounds = 2 },
                "--seconds" => options with { Seconds = Number(args, ++i, 0.1, 60) },
                "--rounds" => options with { Rounds = (int)Number(args, ++i, 1, 20) },
                "--folder" => options with { Folder = Value(args, ++i) },
                "--only" => options with { Only = [.. options.Only, Value(args, ++i)] },
                "--update-readme" => options with { UpdateReadme = true },
                _ => throw new FormatException($"'{args[i]}' is no option."),
            };
        }

        return options is { UpdateReadme: true, Only.Count: > 0 }
            ? throw new FormatException("The results are kept only of a run of all rows.")
            : options;
    }

    private static string Value(string[] args, int at) =>
        at < args.Length ? args[at] : throw new FormatException($"{args[at - 1]} needs a value.");

    private static double Number(string[] args, int at, double min, double max) =>
        double.TryParse(Value(args, at), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)
        && number >= min && number <= max
            ? number
            : throw new FormatException($"{args[at - 1]} is a number from {min} to {max}.");
}
