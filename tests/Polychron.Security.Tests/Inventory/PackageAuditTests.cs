using Polychron.TestCommand.Audit;

namespace Polychron.Security.Tests.Inventory;

/// <summary>How the test command reads what the package tools say of known flaws.</summary>
public class PackageAuditTests
{
    [Theory]
    [InlineData("src/A/A.csproj", "High", true)]
    [InlineData("src/A/A.csproj", "Critical", true)]
    [InlineData("src/A/A.csproj", "Moderate", false)]
    [InlineData("tests/A/A.csproj", "Critical", false)]
    public void A_severe_flaw_in_what_the_product_ships_is_severe(string project, string severity, bool isSevere)
    {
        var result = PackageAudit.ReadNuGet($$"""
            {"version":1,"projects":[
              {"path":"/repository/src/B/B.csproj"},
              {"path":"/repository/{{project}}","frameworks":[{"framework":"net10.0","transitivePackages":[
                {"id":"Some.Package","resolvedVersion":"1.2.3","vulnerabilities":[{"severity":"{{severity}}","advisoryurl":"https://example.com/GHSA-1"}]}]}]}]}
            """);

        Assert.Equal(isSevere, result.IsSevere);
        Assert.Contains($"Some.Package 1.2.3: {severity}, https://example.com/GHSA-1", result.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void No_flaws_are_said_to_be_none() =>
        Assert.Equal("NuGet packages were audited: no known flaws.", PackageAudit.ReadNuGet("""{"projects":[{"path":"/r/src/A/A.csproj"}]}""").Text);

    [Theory]
    [InlineData("npm warn audit 405\n{\"message\":\"405 Method Not Allowed\"}\nnpm error", "npm packages were not audited: the registry gives no answer.")]
    [InlineData("", "npm packages were not audited: the registry gives no answer.")]
    [InlineData("{]", "npm packages were not audited: the registry gives no answer.")]
    [InlineData("{\"metadata\":{\"vulnerabilities\":{\"low\":0,\"high\":2,\"total\":2}}}", "npm packages, which only tests use, were audited: known flaws: 0 low, 2 high.")]
    public void What_npm_says_is_read_and_no_answer_is_none(string output, string text) => Assert.Equal(text, PackageAudit.ReadNpm(output).Text);
}
