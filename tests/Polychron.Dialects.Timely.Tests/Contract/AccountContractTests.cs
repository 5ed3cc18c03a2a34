using Polychron.Dialects.Timely.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timely.Tests.Contract;

/// <summary>"Accounts", as documented, and what a stranger sees of them.</summary>
[Collection(TimelyAppTests.Name)]
public sealed class AccountContractTests(TimelyApp app)
{
    private static readonly string[] Fields =
    [
        "id", "name", "color", "currency", "logo", "from", "max_users", "seats", "max_projects", "plan_id", "plan_name",
        "next_charge", "start_of_week", "created_at", "payment_mode", "paid", "company_size", "plan_code", "plan_custom",
        "appstore_transaction_id", "owner_id", "weekly_user_capacity", "default_hour_rate", "support_email",
        "estimated_company_size", "industry", "num_users", "num_projects", "active_projects_count", "total_projects_count",
        "capacity", "status", "beta", "expired", "trial", "days_to_end_trial", "features",
    ];

    [Fact]
    public async Task An_account_has_every_documented_field()
    {
        var world = await World.CreateAsync(app, "KWD");
        var account = (await world.Api.Get($"/accounts/{world.WorkspaceId}")).Is(200).Json;
        Assert.Equal(Fields.Order(), account.AsObject().Select(field => field.Key).Order());
        Assert.Equal("44505e", account.Text("color"));
        Assert.Equal(
            """{"id":"kwd","name":"Kuwaiti Dinar","iso_code":"KWD","symbol":"د.ك","symbol_first":true}""",
            System.Text.RegularExpressions.Regex.Unescape(account["currency"]!.ToJsonString()));
        Assert.Equal(
            """{"hours":40,"minutes":0,"seconds":0.0,"formatted":"40:00","total_hours":40.0,"total_seconds":144000.0,"total_minutes":2400.0}""",
            account["capacity"]!.ToJsonString());
        Assert.Equal(world.Owner.Id, account.Number("owner_id"));
        Assert.Equal(1, account.Number("start_of_week"));
        using var logo = await app.Http.GetAsync(account["logo"]!.Text("large_retina"));
        Assert.Equal(200, (int)logo.StatusCode);
    }

    [Fact]
    public async Task A_user_who_is_in_no_account_has_an_empty_list_of_them_and_nothing_else()
    {
        var world = await World.CreateAsync(app);
        var person = await world.AddAsync(Polychron.Domain.Members.Role.Member);
        await world.SetAsync(person, null);

        Assert.Equal("application/json; charset=utf-8", (await person.Api.Get("/accounts")).Is(200, "[]").ContentType);
        (await person.Api.Get($"/accounts/{world.WorkspaceId}")).Is(404);
        (await person.Api.Get($"/{world.WorkspaceId}/projects")).Is(404);
        (await person.Api.Post("/accounts", "{}")).Is(404);
    }

    [Fact]
    public async Task A_user_sees_the_accounts_they_are_in()
    {
        var one = await World.CreateAsync(app);
        var two = await World.CreateAsync(app);
        await one.SetAsync(two.Owner, Role.Member);
        var accounts = (await two.Api.Get("/accounts")).Is(200).Json.AsArray();
        Assert.Equal([one.WorkspaceId, two.WorkspaceId], accounts.Select(account => account!.Number("id")));
        (await two.Api.In(one.WorkspaceId).Get("~/clients")).Is(200, "[]");
        (await one.Api.In(two.WorkspaceId).Get("~/clients")).Is(404, """{"errors":{"message":"Not Found"}}""");
        (await one.Api.Get($"/accounts/{two.WorkspaceId}")).Is(404, """{"errors":{"message":"Not Found"}}""");
        (await one.Api.In(999_999_999).Get("~/clients")).Is(404, """{"errors":{"message":"Not Found"}}""");
        (await one.Api.Get("/abc/clients")).Is(404, """{"errors":{"message":"Not Found"}}""");
        (await new Api(app, "wrong", one.WorkspaceId).Get("~/clients")).Is(401, """{"errors":{"message":"Unauthorized"}}""");
    }
}
