using System.Globalization;
using Polychron.Soak.Server;

namespace Polychron.Soak.Checks;

/// <summary>
/// Whether memory, threads and open files are flat. In the longest life, after its warm-up, the slope (Theil and Sen's: the median of
/// the slopes between all pairs, which outliers do not move) stays below a bound, or the last third needs little more than the
/// first: a collected heap goes up and down by that much. And lives that hold more data than the first need no more at the same age.
/// </summary>
internal static class MemoryCheck
{
    /// <summary>Seconds of a life in which it may grow: code is compiled, buffers find their size, and caches that hold a minute fill.</summary>
    public const double WarmUp = 180;

    /// <summary>Seconds after the warm-up that are needed to judge.</summary>
    public const double Least = 180;

    /// <summary>The age in seconds at which lives are compared.</summary>
    public const double Age = 60;

    /// <summary>MiB a minute that anonymous memory may grow in a life, unless it is less than <see cref="MostRatio"/> in all.</summary>
    public const double MostPerMinute = 4;

    /// <summary>The median of the last third over that of the first.</summary>
    public const double MostRatio = 1.15;

    /// <summary>MiB that a life may need more than the one before it at the same age.</summary>
    public const double MostPerLife = 4;

    /// <summary>Judges the samples. Returns what can be said of them, in lines.</summary>
    public static IReadOnlyList<string> Judge(IReadOnlyList<MemorySample> samples, Findings findings)
    {
        if (samples.Count == 0)
        {
            return ["memory: not seen, there is no /proc here"];
        }

        var lives = samples.GroupBy(sample => sample.Life).Select(life => life.ToList()).ToList();
        List<string> lines =
        [
            Text($"memory: at most {samples.Max(sample => sample.Resident):F0} MiB resident, {samples.Max(sample => sample.Anonymous):F0} MiB anonymous; at most {samples.Max(sample => sample.Threads)} threads, {samples.Max(sample => sample.Files)} open files"),
        ];
        var longest = lives.MaxBy(life => life[^1].Seconds)!.Where(sample => sample.Seconds > WarmUp).ToList();
        if (longest.Count < 10 || longest[^1].Seconds - longest[0].Seconds < Least)
        {
            lines.Add("memory: no life was long enough to judge its slope");
        }
        else
        {
            var slope = 60 * Slope(longest.ConvertAll(sample => (sample.Seconds, sample.Anonymous)));
            var (early, late) = (Median(longest.Take(longest.Count / 3)), Median(longest.TakeLast(longest.Count / 3)));
            lines.Add(Text($"memory: life {longest[0].Life}, {longest[^1].Seconds:F0} s long: slope {slope:F2} MiB a minute (at most {MostPerMinute}), median of its first third {early:F0} MiB, of its last {late:F0} MiB"));
            if (slope > MostPerMinute && late > early * MostRatio)
            {
                findings.Add("memory grows", lines[^1]);
            }

            Flat(longest, "threads", sample => sample.Threads, 20, findings);
            Flat(longest, "open files", sample => sample.Files, 40, findings);
        }

        // The same age of each life; those that ended before it say nothing.
        var aged = lives.Where(life => life[^1].Seconds >= Age)
            .Select(life => ((double)life[0].Life, Median(life.Where(sample => sample.Seconds >= Age / 2 && sample.Seconds <= Age)))).ToList();
        if (aged.Count >= 3)
        {
            var slope = Slope(aged);
            lines.Add(Text($"memory: {aged.Count} lives at the age of {Age:F0} s: {string.Join(", ", aged.Select(life => life.Item2.ToString("F0", CultureInfo.InvariantCulture)))} MiB, slope {slope:F2} MiB a life (at most {MostPerLife})"));
            if (slope > MostPerLife)
            {
                findings.Add("memory grows from life to life", lines[^1]);
            }
        }

        return lines;
    }

    /// <summary>Theil and Sen's slope of y over x.</summary>
    public static double Slope(IReadOnlyList<(double X, double Y)> points)
    {
        // All pairs of some hundred points: of more, every n-th.
        var step = Math.Max(1, points.Count / 400);
        var some = points.Where((_, i) => i % step == 0).ToList();
        var slopes = new List<double>();
        for (var i = 0; i < some.Count; i++)
        {
            for (var j = i + 1; j < some.Count; j++)
            {
                if (some[j].X > some[i].X)
                {
                    slopes.Add((some[j].Y - some[i].Y) / (some[j].X - some[i].X));
                }
            }
        }

        slopes.Sort();
        return slopes.Count == 0 ? 0 : slopes[slopes.Count / 2];
    }

    private static void Flat(List<MemorySample> life, string what, Func<MemorySample, double> value, double most, Findings findings)
    {
        var early = life.Take(life.Count / 3).Select(value).Order().ElementAt(life.Count / 6);
        var late = life.TakeLast(life.Count / 3).Select(value).Order().ElementAt(life.Count / 6);
        if (late > early + most)
        {
            findings.Add($"{what} grow", Text($"from {early} to {late}"));
        }
    }

    private static double Median(IEnumerable<MemorySample> samples)
    {
        var sorted = samples.Select(sample => sample.Anonymous).Order().ToList();
        return sorted.Count == 0 ? 0 : sorted[sorted.Count / 2];
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
