using System.Net;
using Polychron.Testing;
using Polychron.Webhooks.Egress;

namespace Polychron.Webhooks.Tests.Egress;

public sealed class AddressRulesTests
{
    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("168.63.129.15")]
    [InlineData("168.63.129.17")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("192.167.255.255")]
    [InlineData("198.17.255.255")]
    [InlineData("198.20.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("2606:4700::1111")]
    [InlineData("2a00:1450::1")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("64:ff9b::1.1.1.1")]
    [InlineData("2002:101:101::1")]
    public void The_neighbours_of_what_is_forbidden_are_public(string address) =>
        Assert.True(AddressRules.IsPublic(IPAddress.Parse(address)));

    [Fact]
    public void An_IPv4_address_is_judged_alike_in_whatever_it_is_wrapped() => Properties.Holds(
        Properties.Between(0, uint.MaxValue),
        number =>
        {
            var bytes = new[] { (byte)(number >> 24), (byte)(number >> 16), (byte)(number >> 8), (byte)number };
            var inner = new IPAddress(bytes);
            var isPublic = AddressRules.IsPublic(inner);
            Assert.Equal(isPublic, AddressRules.IsPublic(inner.MapToIPv6()));
            Assert.Equal(isPublic, AddressRules.IsPublic(new IPAddress([0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0, .. bytes])));
            Assert.Equal(isPublic, AddressRules.IsPublic(new IPAddress([0x20, 2, .. bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])));
        },
        count: 2_000);
}
