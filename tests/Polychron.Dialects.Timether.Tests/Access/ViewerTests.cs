using Polychron.Dialects.Timether.Tests.Support;
using Polychron.Domain.Members;

namespace Polychron.Dialects.Timether.Tests.Access;

/// <summary>Viewers write nothing, whatever the request.</summary>
[Collection(TimetherAppTests.Name)]
public sealed class ViewerTests(TimetherApp app)
{
    public static TheoryData<string, string> Writes
    {
        get
        {
            var writes = new TheoryData<string, string>();
            foreach (var (method, route) in Operations.All.Where(operation => operation.Method is not ("GET" or "HEAD")))
            {
                writes.Add(method, route);
            }

            return writes;
        }
    }

    [Theory]
    [MemberData(nameof(Writes))]
    public async Task A_viewer_writes_nothing(string method, string route)
    {
        var world = await World.CreateAsync(app);
        var viewer = await world.AddAsync(Role.Viewer);
        var path = route.Replace("{id}", "1", StringComparison.Ordinal);

        var refused = (await viewer.Api.Send(method, path, "{}")).IsError(403, "forbidden");

        Assert.Equal("viewer", refused["error"]!["role"]!.GetValue<string>());
        Assert.StartsWith(path.Split('/')[1] + ".", refused["error"]!["action"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public void There_are_writes() => Assert.True(Writes.Count > 15);
}
