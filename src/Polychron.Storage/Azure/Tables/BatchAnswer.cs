using System.Globalization;

namespace Polychron.Storage.Azure.Tables;

/// <summary>The answer to one write of a batch: its status, its ETag, and the body, which only an error has.</summary>
internal sealed record BatchAnswer(int Status, string? ETag, string Body)
{
    private const string StatusLine = "HTTP/1.1 ";

    public bool IsError => Status >= 400;

    /// <summary>
    /// Reads the parts of a multipart answer in their order. A part begins with a status line; its headers end with an
    /// empty line; a body of ours is one line of JSON. A failed batch has one part, which tells of the failed write.
    /// </summary>
    /// <exception cref="FormatException">A part has no status code.</exception>
    public static List<BatchAnswer> ReadAll(string multipart)
    {
        var answers = new List<BatchAnswer>();
        foreach (var line in multipart.AsSpan().EnumerateLines())
        {
            if (line.StartsWith(StatusLine, StringComparison.Ordinal))
            {
                answers.Add(new BatchAnswer(Code(line), null, ""));
            }
            else if (line.StartsWith("ETag:", StringComparison.OrdinalIgnoreCase) && answers.Count > 0)
            {
                answers[^1] = answers[^1] with { ETag = line[5..].Trim().ToString() };
            }
            else if (line.StartsWith("{", StringComparison.Ordinal) && answers.Count > 0)
            {
                answers[^1] = answers[^1] with { Body = line.ToString() };
            }
        }

        return answers;
    }

    private static int Code(ReadOnlySpan<char> line)
    {
        var rest = line[StatusLine.Length..];
        return rest.Length >= 3 && int.TryParse(rest[..3], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            ? code
            : throw new FormatException("A part of the answer has no status code.");
    }
}
