namespace Polychron.TestCommand;

/// <summary>What the command was asked to do.</summary>
/// <param name="IsNightly">Whether the bigger runs are wanted: POLYCHRON_NIGHTLY=1 for the tests, and a longer time limit.</param>
/// <param name="Filter">A filter of dotnet test, or null for all tests.</param>
internal sealed record Options(bool IsNightly, string? Filter)
{
    public const string Usage =
        """
        dotnet run --project tests/run [-- options]
          --nightly               the bigger runs: more random cases, kills, rows
          --filter <expression>   only the tests that match, as in dotnet test
        """;

    /// <summary>The time that one test project may take before it is ended and counts as failed.</summary>
    public TimeSpan ProjectLimit => TimeSpan.FromMinutes(IsNightly ? 60 : 10);

    /// <summary>The time that a single test may take before its project is ended as hanging.</summary>
    public TimeSpan TestLimit => TimeSpan.FromMinutes(IsNightly ? 30 : 4);

    /// <summary>The options, or null if the arguments are not understood.</summary>
    public static Options? Parse(string[] args)
    {
        var options = new Options(IsNightly: false, Filter: null);
        for (var i = 0; i < args.Length; i++)
        {
            switch (args[i])
            {
                case "--nightly":
                    options = options with { IsNightly = true };
                    break;
                case "--filter" when i + 1 < args.Length:
                    options = options with { Filter = args[++i] };
                    break;
                default:
                    return null;
            }
        }

        return options;
    }
}
