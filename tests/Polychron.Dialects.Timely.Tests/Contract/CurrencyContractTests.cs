using Polychron.Dialects.Timely.Tests.Support;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>Money in currencies with none and with three minor digits.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class CurrencyContractTests(TimelyApp app)
{
    [Theory]
    [InlineData("JPY", "1500", "1500.0", 1_500, "¥750", "750.0", 750)]
    [InlineData("KWD", "1.25", "1.25", 1_250, "د.ك0.625", "0.625", 625)]
    [InlineData("SEK", "99.5", "99.5", 9_950, "49.75 kr", "49.75", 4_975)]
    public async Task Rates_and_costs_have_the_currencys_minor_units(
        string code, string rate, string shown, long minor, string formatted, string amount, long fractional)
    {
        var world = await World.CreateAsync(app, code);
        var id = await world.AddProjectAsync($$""", "hour_rate":{{rate}}, "budget_type":"M", "budget":{{rate}}""");
        await world.AddHoursAsync(world.Owner, id, 1, 1_800);
        var project = (await world.Api.Get($"~/projects/{id}")).Is(200).Json;
        Assert.Equal(shown, project["hour_rate"]!.ToJsonString());
        Assert.Equal(minor, (long)project["hour_rate_in_cents"]!.GetValue<double>());
        Assert.Equal(formatted, project["cost"]!.Text("formatted"));
        Assert.Equal(amount, project["cost"]!["amount"]!.ToJsonString());
        Assert.Equal(fractional, project["cost"]!.Number("fractional"));
        Assert.Equal("50.0", project["budget_percent"]!.ToJsonString());
    }
}
