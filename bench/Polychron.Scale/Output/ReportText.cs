namespace Polychron.Scale.Output;
internal static class ReportText { public static string Of(Report report) => report.Findings.Count + "\n"; }
internal static class ScalePage { public static void Update(string t) { } }
