using System.Text.RegularExpressions;
using Polychron.Architecture.Tests.Support;

namespace Polychron.Architecture.Tests;

/// <summary>
/// That no secret is compared letter by letter, which would tell by the time it takes how much of a guess was right. Secrets are
/// found by their hash or compared with CryptographicOperations.FixedTimeEquals; what else compares something so named is listed.
/// </summary>
public partial class ConstantTimeTests
{
    private static readonly string[] Harmless =
    [
        // Counts a robot's other keys; both sides come from the store.
        "src/Polychron.UseCases/Robots/RobotKeys.cs: key.Hash != hash",

        // The length of a challenge, which is public.
        "src/Polychron.UseCases/OAuth/Pkce.cs: text.Length == ChallengeLength",

        // The type's own equality, by which rows are compared; both sides come from the store.
        "src/Polychron.Domain/Webhooks/SigningSecret.cs: Equals(SigningSecret",
        "src/Polychron.Domain/Webhooks/SigningSecret.cs: Equals(obj as SigningSecret",

        // Two settings of the same file, at the start.
        "src/Polychron.Operator/OperatorSettings.cs: key == BootstrapToken",
    ];

    [Fact]
    public void Secrets_are_compared_in_constant_time_or_looked_up_by_their_hash()
    {
        var files = SourceTree.This.Files("src", "*.cs");

        Assert.True(files.Count > 500);
        Assert.Equal(
            Harmless.Order(),
            files.SelectMany(file => Found(SourceTree.This.Text(file)).Select(comparison => $"{file}: {comparison}")).Order());
        Assert.True(files.Count(file => SourceTree.This.Text(file).Contains("CryptographicOperations.FixedTimeEquals", StringComparison.Ordinal)) >= 4);
    }

    [Theory]
    [InlineData("if (secret == given)")]
    [InlineData("return given != webhook.Secret;")]
    [InlineData("stored.Hash.SequenceEqual(hash)")]
    [InlineData("string.Equals(clientSecret, given)")]
    [InlineData("given.Equals(challenge)")]
    [InlineData("key == BootstrapToken")]
    public void Another_comparison_is_noticed(string line) => Assert.NotEmpty(Found(line));

    [Theory]
    [InlineData("if (secret == null)")]
    [InlineData("secret != null && challenge is not null")]
    [InlineData("CryptographicOperations.FixedTimeEquals(hash, other)")]
    [InlineData("public override int GetHashCode() => 0;")]
    public void What_compares_no_secret_is_none(string line) => Assert.Empty(Found(line));

    private static IEnumerable<string> Found(string text) =>
        from line in text.Split('\n')
        where line.Contains("==", StringComparison.Ordinal) || line.Contains("!=", StringComparison.Ordinal) || line.Contains("Equal", StringComparison.Ordinal)
        from match in Comparison().Matches(line)
        select match.Value.Trim();

    // A name with a word for a secret in it, beside a comparison.
    [GeneratedRegex(
        """
        (?xi)
          (?<![\w.])[\w.]{0,60}(?:secret|hash|challenge|verifier|signature|password|bootstraptoken|operatorkey)\w{0,30}\s?(?:==|!=)\s?(?!null|0\b)[\w.]+
        | (?:[\w.]+\s)?(?:==|!=)\s?[\w.]{0,60}(?:secret|hash|challenge|verifier|signature|password|bootstraptoken|operatorkey)\w{0,30}
        | [\w.]{0,60}(?:secret|hash|challenge|verifier|signature|password)\w{0,30}\.(?:Equals|SequenceEqual)\(
        | (?<!Time)Equals\([^)]{0,60}(?:secret|challenge|verifier|signature|password)\w{0,30}
        """)]
    private static partial Regex Comparison();
}
