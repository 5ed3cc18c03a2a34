using FsCheck;
using FsCheck.Fluent;
using Polychron.Domain.CustomFields;
using Polychron.Testing;

namespace Polychron.Domain.Tests.CustomFields;

public class CustomFieldSetTests
{
    private static readonly Gen<KeyValuePair<string, string?>> Changes =
        from name in Gen.Elements("a", "A", "b", "ä", "z-1")
        from value in Gen.Elements<string?>(null, "", "x", "y")
        select KeyValuePair.Create(name, value);

    [Fact]
    public void A_value_sets_a_null_removes_and_the_rest_stays()
    {
        var before = CustomFieldSet.Merge(CustomFieldSet.Empty, [new("keep", "1"), new("change", "2"), new("drop", "3")]);

        var after = CustomFieldSet.Merge(before, [new("change", "two"), new("drop", null), new("new", ""), new("absent", null)]);

        Assert.Equal([new("change", "two"), new("keep", "1"), new("new", "")], after);
        Assert.Equal("3", before["drop"]);
    }

    [Fact]
    public void Names_are_ordered_by_their_code_units_and_their_case_counts()
    {
        var fields = CustomFieldSet.Merge(CustomFieldSet.Empty, [new("b", "1"), new("a", "2"), new("B", "3"), new("A", "4")]);

        Assert.Equal(["A", "B", "a", "b"], fields.Keys);
    }

    [Fact]
    public void Merging_is_what_a_dictionary_does() =>
        Properties.HoldsForLists(Changes, changes =>
        {
            var model = new Dictionary<string, string>(StringComparer.Ordinal);
            var fields = CustomFieldSet.Empty;

            // In calls of several sizes.
            for (var at = 0; at < changes.Count;)
            {
                var call = changes.Skip(at).Take(1 + at % 4).ToList();
                at += call.Count;
                fields = CustomFieldSet.Merge(fields, call);
                foreach (var (name, value) in call)
                {
                    if (value is null)
                    {
                        model.Remove(name);
                    }
                    else
                    {
                        model[name] = value;
                    }
                }

                Assert.Equal(model.OrderBy(field => field.Key, StringComparer.Ordinal), fields.AsEnumerable());
            }

            Assert.Equal(fields, CustomFieldSet.Merge(fields, []));
        });
}
