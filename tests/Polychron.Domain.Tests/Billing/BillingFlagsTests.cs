using Polychron.Domain.Billing;
using static Polychron.Domain.Billing.BillingStatus;

namespace Polychron.Domain.Tests.Billing;

public class BillingFlagsTests
{
    [Theory]
    [InlineData(Undetermined, null, null, Undetermined)]
    [InlineData(Undetermined, false, true, Undetermined)]
    [InlineData(Undetermined, true, null, Billed)]
    [InlineData(Undetermined, null, false, NotBillable)]
    [InlineData(NotBillable, false, false, NotBillable)]
    [InlineData(NotBillable, null, true, Billable)]
    [InlineData(NotBillable, true, null, Billed)]
    [InlineData(NotBillable, true, false, NotBillable)]
    [InlineData(Billable, false, true, Billable)]
    [InlineData(Billed, true, true, Billed)]
    [InlineData(Billed, false, null, Billable)]
    [InlineData(Billed, null, false, NotBillable)]
    [InlineData(Billed, true, false, NotBillable)]
    [InlineData(Paid, true, true, Paid)]
    [InlineData(Paid, false, null, Billable)]
    public void Flags_make_a_status(BillingStatus before, bool? isBilled, bool? isBillable, BillingStatus after) =>
        Assert.Equal(after, BillingFlags.Apply(before, isBilled, isBillable));

    [Fact]
    public void The_flags_of_a_status_leave_it_as_it_is() => Assert.All(
        Enum.GetValues<BillingStatus>(),
        status => Assert.Equal(status, BillingFlags.Apply(status, BillingFlags.IsBilled(status), BillingFlags.IsBillable(status))));
}
