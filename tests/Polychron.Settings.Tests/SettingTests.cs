using Microsoft.Extensions.Configuration;

namespace Polychron.Settings.Tests;

public class SettingTests
{
    private static readonly Setting<int> Number = Declare.Number("Polychron:Test:PerHost", 32, 1, 1000, "a number");
    private static readonly Setting<TimeSpan> Wait = Declare.Time("Polychron:Test:Wait", TimeSpan.FromSeconds(5), TimeSpan.Zero, TimeSpan.FromDays(1), "a time");
    private static readonly Setting<string?> Key = Declare.Secret("Polychron:Test:Key", "none", 16, 20, "a secret");
    private static readonly Setting<bool> Flag = Declare.Flag("Polychron:Test:On", true, "a flag");
    private static readonly SettingGroup Group = new("Test", Number, Wait, Key, Flag)
    {
        Rules =
        [
            configuration => Number.Read(configuration) == 13 && !Flag.Read(configuration)
                ? [new(Number.Name, "is 13 without luck", "Turn it on.")] : [],
        ],
    };

    [Theory]
    [InlineData(null, 32)]
    [InlineData("", 32)]
    [InlineData("  ", 32)]
    [InlineData("1000", 1000)]
    public void A_value_is_read_and_an_absent_one_is_the_default(string? text, int expected) =>
        Assert.Equal(expected, Number.Read(With(("Polychron:Test:PerHost", text))));

    [Theory]
    [InlineData("0")]
    [InlineData("1001")]
    [InlineData("-1")]
    [InlineData("1e2")]
    [InlineData("99999999999999999999")]
    public void A_value_outside_its_range_is_named_as_people_write_it_with_what_it_has_to_be_and_an_example(string text)
    {
        var refusal = Assert.Throws<SettingException>(() => Number.Read(With(("Polychron:Test:PerHost", text))));

        Assert.Equal(
            $"Polychron__Test__PerHost is '{text}': it has to be a whole number from 1 to 1000. For example: Polychron__Test__PerHost=32", refusal.Message);
    }

    [Fact]
    public void Another_kind_of_number_than_ours_is_not_read()
    {
        Assert.Throws<SettingException>(() => Wait.Read(With(("Polychron:Test:Wait", "1.00:00:00.1"))));
        Assert.Equal(TimeSpan.FromDays(1), Wait.Read(With(("Polychron:Test:Wait", "1.00:00:00"))));
        Assert.Throws<SettingException>(() => Flag.Read(With(("Polychron:Test:On", "yes"))));
        Assert.False(Flag.Read(With(("Polychron:Test:On", "False"))));
    }

    [Fact]
    public void A_secret_is_never_shown_and_its_length_is()
    {
        var refusal = Assert.Throws<SettingException>(() => Key.Read(With(("Polychron:Test:Key", "hunter2"))));

        Assert.DoesNotContain("hunter2", refusal.ToString(), StringComparison.Ordinal);
        Assert.Contains("it has 7 characters; 16 to 20 are taken", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reference_to_a_vault_that_was_not_resolved_is_no_secret()
    {
        var key = Declare.Secret("Polychron:Test:Vault", "none", 16, 4096, "a secret");
        _ = new SettingGroup("Vault", key);

        var refusal = Assert.Throws<SettingException>(() => key.Read(With(("Polychron:Test:Vault", "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/k)"))));

        Assert.Contains("Key Vault reference that Azure did not resolve", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_is_shown_on_one_line_and_not_endless()
    {
        var refusal = Assert.Throws<SettingException>(() => Number.Read(With(("Polychron:Test:PerHost", "1\nerror: forged\u001b[2J" + new string('x', 500)))));

        Assert.DoesNotContain('\n', refusal.Message);
        Assert.DoesNotContain('\u001b', refusal.Message);
        Assert.True(refusal.Message.Length < 300, refusal.Message);
    }

    [Fact]
    public void A_setting_of_no_group_cannot_be_read_and_one_of_two_groups_cannot_be()
    {
        var undeclared = Declare.Flag("Polychron:Test:Undeclared", true, "nobody knows of it");

        Assert.Throws<InvalidOperationException>(() => undeclared.Read(With()));
        Assert.Throws<InvalidOperationException>(() => new SettingGroup("Second", Number));
    }

    [Fact]
    public void All_problems_are_reported_together_each_on_a_line_that_says_error()
    {
        var report = SettingReport.Of(
            With(("Polychron:Test:PerHost", "many"), ("Polychron:Test:Wait", "soon"), ("Polychron:Test:Key", "short"), ("Polychron:Test:On", "maybe")), [Group]);

        Assert.Equal(
            ["Polychron__Test__PerHost", "Polychron__Test__Wait", "Polychron__Test__Key", "Polychron__Test__On"], report.Errors.Select(problem => problem.Name));
        var lines = report.Describe().Split(Environment.NewLine);
        Assert.Equal(5, lines.Length);
        Assert.All(lines, line => Assert.StartsWith("error: ", line, StringComparison.Ordinal));
    }

    [Fact]
    public void A_rule_among_settings_is_checked_and_not_where_one_of_them_is_wrong_by_itself()
    {
        Assert.Equal("is 13 without luck", Assert.Single(SettingReport.Of(With(("Polychron:Test:PerHost", "13"), ("Polychron:Test:On", "false")), [Group]).Errors).Text);
        Assert.Empty(SettingReport.Of(With(("Polychron:Test:PerHost", "13")), [Group]).Errors);
        Assert.Equal("Polychron__Test__On", Assert.Single(SettingReport.Of(With(("Polychron:Test:PerHost", "13"), ("Polychron:Test:On", "?")), [Group]).Errors).Name);
    }

    [Theory]
    [InlineData("Polychron:Test:PerHots", "Did you mean Polychron__Test__PerHost?")]
    [InlineData("Polychron:PerHost", "Did you mean Polychron__Test__PerHost?")]
    [InlineData("Polychron:test:ky", "Did you mean Polychron__Test__Key?")]
    [InlineData("Polychron:Something:Else", "docs/settings.md lists all that there are.")]
    public void A_setting_that_nobody_reads_is_a_warning_with_the_nearest_name(string key, string fix)
    {
        var report = SettingReport.Of(With((key, "1"), ("Polychron:Test:PerHost", "5"), ("Other:PerHots", "1")), [Group]);

        Assert.Empty(report.Errors);
        var warning = Assert.Single(report.Warnings);
        Assert.Equal((key.Replace(":", "__", StringComparison.Ordinal), fix), (warning.Name, warning.Fix));
    }

    private static IConfiguration With(params (string Key, string? Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value))).Build();
}
