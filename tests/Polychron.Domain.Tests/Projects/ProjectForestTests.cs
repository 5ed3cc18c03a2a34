using FsCheck;
using FsCheck.Fluent;
using Polychron.Domain.Projects;
using Polychron.Testing;
using Polychron.Testing.Domain;

namespace Polychron.Domain.Tests.Projects;

public class ProjectForestTests
{
    private static readonly string[] Titles = ["Acme", "acme", "Website", ""];

    private enum Action
    {
        Put,
        Remove,
    }

    private static readonly Gen<Edit> Edits =
        from action in Gen.Frequency((4, Gen.Constant(Action.Put)), (1, Gen.Constant(Action.Remove)))
        from id in Gen.Choose(1, 12)
        from parent in Gen.Choose(0, 12)
        from title in Gen.Elements(Titles)
        from isArchived in Gen.Elements(true, false)
        select new Edit(action, id, parent, title, isArchived);

    [Fact]
    public void A_forest_answers_as_a_plain_list_of_projects_would() =>
        Properties.HoldsForLists(Edits, edits =>
        {
            var model = new Dictionary<long, Project>();
            var forest = ProjectForest.Empty;
            var history = new List<(ProjectForest Forest, Dictionary<long, Project> Model)>();
            foreach (var edit in edits)
            {
                history.Add((forest, new Dictionary<long, Project>(model)));
                if (edit.Action == Action.Remove)
                {
                    // As DeleteProject does it: the lowest first.
                    foreach (var project in Subtree(model, edit.Id).OrderByDescending(project => Chain(model, project).Count))
                    {
                        model.Remove(project.Id);
                        forest = forest.Without(project.Id);
                    }

                    forest = forest.Without(edit.Id);
                }
                else
                {
                    // A project moves nowhere below itself.
                    var parentId = model.ContainsKey(edit.ParentId) && Subtree(model, edit.Id).All(below => below.Id != edit.ParentId)
                        ? edit.ParentId
                        : (long?)null;
                    var project = Samples.Project(edit.Id, edit.Title, edit.Id == edit.ParentId ? null : parentId) with { IsArchived = edit.IsArchived };
                    model[edit.Id] = project;
                    forest = forest.With(project);
                }

                AssertSame(model, forest);
            }

            // A forest that was kept while others were made from it is what it was.
            Assert.All(history, kept => AssertSame(kept.Model, kept.Forest));
        });

    [Fact]
    public void A_subtree_has_parents_before_their_children_and_a_chain_begins_at_the_root()
    {
        var forest = ProjectForest.Empty
            .With(Samples.Project(1)).With(Samples.Project(4, parentId: 1)).With(Samples.Project(2, parentId: 1))
            .With(Samples.Project(3, parentId: 2)).With(Samples.Project(9));

        Assert.Equal([1, 2, 4, 3], forest.Subtree(1).Select(project => project.Id));
        Assert.Equal([1, 2, 3], forest.Chain(forest.Find(3)!).Select(project => project.Id));
        Assert.Equal([1, 9], forest.Roots.Select(project => project.Id));
        Assert.Equal([2, 4], forest.Children(1).Select(project => project.Id));
        Assert.Empty(forest.Subtree(77));
    }

    [Fact]
    public void A_project_whose_parent_is_gone_is_the_beginning_of_its_chain()
    {
        var orphan = Samples.Project(2, parentId: 1);

        Assert.Equal([orphan], ProjectForest.Empty.With(orphan).Chain(orphan));
    }

    private static void AssertSame(Dictionary<long, Project> model, ProjectForest forest)
    {
        Assert.Equal(model.Count, forest.Count);
        Assert.Equal(model.Values.OrderBy(project => project.Id), forest.All.OrderBy(project => project.Id));
        Assert.Equal(Children(model, null), forest.Roots);
        for (long id = 1; id <= 12; id++)
        {
            Assert.Equal(model.GetValueOrDefault(id), forest.Find(id));
            Assert.Equal(Children(model, id), forest.Children(id));
            var subtree = forest.Subtree(id);
            Assert.Equal(Subtree(model, id).OrderBy(project => project.Id), subtree.OrderBy(project => project.Id));
            Assert.All(subtree, (project, at) => Assert.True(at == 0 || subtree.Take(at).Any(above => above.Id == project.ParentId)));
            if (model.TryGetValue(id, out var found))
            {
                Assert.Equal(Chain(model, found), forest.Chain(found));
            }
        }

        Assert.All(Titles, title => Assert.Equal(
            model.Values.Where(project => project.Title == title).OrderBy(project => project.Id), forest.Titled(title)));
    }

    private static IEnumerable<Project> Children(Dictionary<long, Project> model, long? id) =>
        model.Values.Where(project => project.ParentId == id).OrderBy(project => project.Id);

    private static List<Project> Subtree(Dictionary<long, Project> model, long id) =>
        [.. model.Values.Where(project => Chain(model, project).Any(above => above.Id == id))];

    private static List<Project> Chain(Dictionary<long, Project> model, Project project) =>
        project.ParentId is { } parentId ? [.. Chain(model, model[parentId]), project] : [project];

    private sealed record Edit(Action Action, long Id, long ParentId, string Title, bool IsArchived);
}
