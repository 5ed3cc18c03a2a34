using System.Xml;
using System.Xml.Linq;

namespace Polychron.TestCommand;

/// <summary>One test's result.</summary>
/// <param name="Name">The test.</param>
/// <param name="Outcome">The outcome in the words of the format: Passed, Failed, NotExecuted.</param>
/// <param name="Message">Why it failed or was skipped; empty if it passed.</param>
/// <param name="Notes">What it wants a reader of the run to know: the lines of its output that begin with "note: ".</param>
internal sealed record TestResult(string Name, string Outcome, string Message, IReadOnlyList<string> Notes)
{
    public bool Passed => Outcome == "Passed";

    public bool Skipped => Outcome == "NotExecuted";
}

/// <summary>Reads the TRX files that dotnet test leaves.</summary>
internal static class TrxFile
{
    private static readonly XNamespace Ns = "http://microsoft.com/schemas/VisualStudio/TeamTest/2010";

    /// <summary>The results of all files in a folder, or null if there is no file, or one that was not finished.</summary>
    public static IReadOnlyList<TestResult>? ReadAll(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "*.trx", SearchOption.AllDirectories) : [];
        try
        {
            return files.Length == 0 ? null : [.. files.SelectMany(Read)];
        }
        catch (XmlException)
        {
            return null;
        }
    }

    // The results are counted one by one: the file's own counters leave skipped tests out.
    private static IEnumerable<TestResult> Read(string file) =>
        from result in XDocument.Load(file).Descendants(Ns + "UnitTestResult")
        let output = result.Element(Ns + "Output")
        let error = output?.Element(Ns + "ErrorInfo")
        let text = (string?)output?.Element(Ns + "StdOut") ?? ""
        let message = (string?)error?.Element(Ns + "Message") ?? text
        let outcome = (string?)result.Attribute("outcome") ?? "Failed"
        select new TestResult(
            (string?)result.Attribute("testName") ?? "(no name)",
            outcome,
            outcome == "Passed" ? "" : $"{message}\n{(string?)error?.Element(Ns + "StackTrace")}".Trim(),
            [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.StartsWith("note: ", StringComparison.Ordinal))]);
}
