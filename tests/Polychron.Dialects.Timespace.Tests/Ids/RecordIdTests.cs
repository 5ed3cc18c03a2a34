using FsCheck;
using FsCheck.Fluent;
using Polychron.Dialects.Timespace.Ids;

namespace Polychron.Dialects.Timespace.Tests.Ids;

public class RecordIdTests
{
    private static readonly Arbitrary<PositiveInt> Positive = ArbMap.Default.ArbFor<PositiveInt>();

    /// <summary>Reckoned by hand: "12e345" with e as 14 is 1214345, times 100 leaves 6 of 97, and 98 less 6 is 92.</summary>
    [Fact]
    public void An_id_names_its_cloud_its_type_and_its_number()
    {
        Assert.Equal(6, 121_434_500 % 97);
        Assert.Equal("12-e345-92", new RecordId(12, RecordType.TimeEntry, 345).ToString());
        Assert.True(RecordId.TryParse("12-e345-92", out var id));
        Assert.Equal((12, RecordType.TimeEntry, 345), (id.Cloud, id.Type, id.Number));
    }

    [Fact]
    public void Every_id_is_read_as_it_was_written() => Prop.ForAll(Positive, Positive, Positive, (cloud, number, pick) =>
    {
        var types = RecordType.All.Where(type => type.Kind is not null).ToList();
        var id = new RecordId(cloud.Get, types[pick.Get % types.Count], number.Get);
        return RecordId.TryParse(id.ToString(), out var read) && read == id
            && !TemplateId.TryParse(id.ToString(), out _) && RecordType.Find(id.ToString()) is null;
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_digit_that_is_mistyped_or_two_that_are_swapped_are_noticed() =>
        Prop.ForAll(Positive, Positive, Positive, (cloud, number, place) =>
        {
            var id = new RecordId(cloud.Get, RecordType.TimeEntry, number.Get).ToString();
            var at = place.Get % id.Length;
            if (!char.IsAsciiDigit(id[at]))
            {
                return true;
            }

            var mistyped = id.Remove(at, 1).Insert(at, $"{(char)('0' + ((id[at] - '0' + 1) % 10))}");
            var next = at + 1 < id.Length && char.IsAsciiDigit(id[at + 1]) ? at + 1 : at;
            var swapped = id[..at] + id[next] + (next > at ? $"{id[at]}" : "") + id[(next + 1)..];
            return !RecordId.TryParse(mistyped, out _) && (swapped == id || !RecordId.TryParse(swapped, out _));
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Ids_of_types_templates_and_records_are_never_taken_for_each_other()
    {
        foreach (var type in RecordType.All)
        {
            Assert.False(RecordId.TryParse(type.Id, out _));
            Assert.False(TemplateId.TryParse(type.Id, out _));
            Assert.Equal(type.HasTemplate, TemplateId.TryParse($"{type.Id}.12", out var template));
            if (type.HasTemplate)
            {
                Assert.Equal($"{type.Id}.12", template.ToString());
                Assert.False(RecordId.TryParse(template.ToString(), out _));
                Assert.Null(RecordType.Find(template.ToString()));
            }
        }

        Assert.Equal(RecordType.All.Count - 1, RecordType.All.Where(type => type.Kind is not null).DistinctBy(type => type.Letter).Count());
    }
}
