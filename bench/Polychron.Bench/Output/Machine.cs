using System.Globalization;

namespace Polychron.Bench.Output;

/// <summary>The machine, as far as the results depend on it and no further.</summary>
internal static class Machine
{
    private const string LoadFile = "/proc/loadavg";

    /// <summary>Cores and memory.</summary>
    public static string Describe() => string.Create(
        CultureInfo.InvariantCulture,
        $"{Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30):0} GiB of memory");

    /// <summary>A remark if other programs keep the machine busy, else null. To be asked before the load begins.</summary>
    public static string? Busy()
    {
        if (!File.Exists(LoadFile)
            || !double.TryParse(File.ReadAllText(LoadFile).Split(' ')[0], CultureInfo.InvariantCulture, out var load)
            || load < Environment.ProcessorCount / 2.0)
        {
            return null;
        }

        return string.Create(
            CultureInfo.InvariantCulture,
            $"Other programs kept the machine busy (load average {load:0.0} when the run began): the numbers are provisional.");
    }
}
