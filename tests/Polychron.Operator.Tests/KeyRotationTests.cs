using System.Net;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Polychron.Operator.Tests;

public sealed class KeyRotationTests(AppBetweenKeys app) : IClassFixture<AppBetweenKeys>
{
    [Theory]
    [InlineData(OperatorApp.Key, HttpStatusCode.OK)]
    [InlineData(AppBetweenKeys.Previous, HttpStatusCode.OK)]
    [InlineData("another-key-of-any-length", HttpStatusCode.Unauthorized)]
    [InlineData("", HttpStatusCode.Unauthorized)]
    public async Task Both_keys_are_good_between_the_two_and_no_other(string key, HttpStatusCode expected) =>
        Assert.Equal(expected, (await app.CallAsync("GET", "/operator/workspaces", token: key)).Status);

    [Theory]
    [InlineData(null, "the-key-before-it")]
    [InlineData("the-key-of-today-1", "too short")]
    public void A_key_before_it_alone_or_too_short_is_refused_at_the_start(string? key, string previous)
    {
        var settings = new ConfigurationBuilder().AddInMemoryCollection(
            [KeyValuePair.Create("Polychron:OperatorKey", key), KeyValuePair.Create("Polychron:OperatorKeyPrevious", (string?)previous)]).Build();

        var refusal = Assert.Throws<InvalidOperationException>(() => new ServiceCollection().AddPolychronOperator(settings));

        Assert.Contains("OperatorKeyPrevious", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(previous, refusal.Message, StringComparison.Ordinal);
    }
}

/// <summary>A server whose operator key is being changed.</summary>
public sealed class AppBetweenKeys : OperatorApp
{
    public const string Previous = "the-operator-key-before-it";

    public AppBetweenKeys()
        : base($"--Polychron:OperatorKey={Key}", $"--Polychron:OperatorKeyPrevious={Previous}")
    {
    }
}
