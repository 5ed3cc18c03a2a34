using System.Globalization;

namespace Polychron.Bench.Rollups;

/// <summary>What the command line of <c>-- rollups</c> asks for.</summary>
/// <param name="Sizes">How many entries there are, one store each.</param>
/// <param name="Seconds">How long each report is measured.</param>
/// <param name="Folder">Below which the stores are made, which decides the disk.</param>
/// <param name="UpdateReadme">Whether the results go into bench/README.md.</param>
internal sealed record RollupOptions(IReadOnlyList<int> Sizes, double Seconds, string Folder, bool UpdateReadme)
{
    /// <summary>The first argument.</summary>
    public const string Command = "rollups";

    public const string Usage = """
        Options: rollups           reports over 10,000, 100,000 and 1,000,000 entries
                 --sizes N,N,...   other numbers of entries, smallest first
                 --seconds N       how long a report is measured (3)
                 --folder PATH     below which the stores are made (the system's temporary folder)
                 --update-readme   keep the results in bench/README.md
        """;

    /// <summary>Reads the command line behind <see cref="Command"/>.</summary>
    /// <exception cref="FormatException">It is not understood.</exception>
    public static RollupOptions Parse(string[] args)
    {
        var options = new RollupOptions([10_000, 100_000, 1_000_000], 3, Path.GetTempPath(), UpdateReadme: false);
        for (var i = 0; i < args.Length; i++)
        {
            options = args[i] switch
            {
                "--sizes" => options with { Sizes = [.. Value(args, ++i).Split(',').Select(Size).Order()] },
                "--seconds" => options with { Seconds = Seconds(Value(args, ++i)) },
                "--folder" => options with { Folder = Value(args, ++i) },
                "--update-readme" => options with { UpdateReadme = true },
                _ => throw new FormatException($"'{args[i]}' is no option."),
            };
        }

        return options;

        static string Value(string[] args, int at) => at < args.Length ? args[at] : throw new FormatException($"{args[at - 1]} needs a value.");

        static int Size(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size is >= 1_000 and <= 10_000_000
            ? size
            : throw new FormatException("A size is a number from 1000 to 10000000.");

        static double Seconds(string text) =>
            double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is >= 0.1 and <= 60
                ? seconds
                : throw new FormatException("--seconds is a number from 0.1 to 60.");
    }
}
