namespace Polychron.Testing;

/// <summary>How big a run is: ordinary, or nightly with POLYCHRON_NIGHTLY=1.</summary>
public static class RunSize
{
    public static bool IsNightly { get; } = Environment.GetEnvironmentVariable("POLYCHRON_NIGHTLY") == "1";

    /// <summary>One number for an ordinary run, another for a nightly one.</summary>
    public static T Pick<T>(T ordinary, T nightly) => IsNightly ? nightly : ordinary;
}
