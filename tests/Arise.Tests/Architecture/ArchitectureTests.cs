namespace Arise.Tests.Architecture;

/// <summary>The one direction of the house: see <see cref="Rooms"/>.</summary>
public class ArchitectureTests
{
    private static readonly Dictionary<string, int> Row =
        Rooms.All.Select((room, row) => (room.Name, row)).ToDictionary(pair => pair.Name, pair => pair.row);

    [Fact]
    public void Every_namespace_is_a_room_of_the_picture_and_no_room_is_empty() =>
        Assert.Equal(
            Rooms.All.Select(room => room.Name).Order(StringComparer.Ordinal),
            Arrows.Types.Select(type => Arrows.RoomOf(type.Namespace!)).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void A_room_uses_rooms_above_it_only() =>
        Assert.True(Downward(Arrows.All) is [], string.Join('\n', Downward(Arrows.All).AsEnumerable()));

    [Fact]
    public void What_knows_no_atoms_uses_nothing_that_knows_them() =>
        Assert.True(Knowing(Arrows.All) is [], string.Join('\n', Knowing(Arrows.All).AsEnumerable()));

    // The three rules can fail: an arrow of each forbidden kind is found among the others.
    [Fact]
    public void A_forbidden_arrow_is_found()
    {
        var down = new Arrow("Numerics", "Networks", "made up");
        var knowing = new Arrow("Clustering", "Structures", "made up");
        Assert.Equal([down], Downward([.. Arrows.All, down]));
        Assert.Equal([knowing], Knowing([.. Arrows.All, knowing]));
        Assert.Contains(Arrows.All, arrow => arrow is { From: "Clustering", To: "" });
    }

    // A type in a method body, in a generic argument, and a constant that only a using line shows.
    [Fact]
    public void Arrows_are_seen_in_bodies_in_generic_arguments_and_in_using_lines()
    {
        Assert.Contains(typeof(AriseException), TypeReferences.Of(typeof(Body)));
        Assert.Contains(typeof(WorkProgress), TypeReferences.Of(typeof(Argument)));
        Assert.DoesNotContain(typeof(Body), TypeReferences.Of(typeof(Body)));
        Assert.Contains(Arrows.All, arrow => arrow is { From: "Networks", To: "Numerics" });
    }

    // What an attribute is given, a constraint, and what is caught.
    [Fact]
    public void Arrows_are_seen_in_attributes_in_constraints_and_in_catch_clauses()
    {
        Assert.Contains(typeof(AriseException), TypeReferences.Of(typeof(OnType)));
        Assert.Contains(typeof(Arrow), TypeReferences.Of(typeof(OnMember)));
        Assert.Contains(typeof(Room), TypeReferences.Of(typeof(OnMember)));
        Assert.Contains(typeof(WorkProgress), TypeReferences.Of(typeof(OnMember)));
        Assert.Contains(typeof(AriseException), TypeReferences.Of(typeof(Constraint<>)));
        Assert.Contains(typeof(AriseException), TypeReferences.Of(typeof(Catch)));
    }

    [Fact]
    public void The_page_shows_the_picture() =>
        CheckedIn.Region(
            "docs/explanation/architecture.md", "rooms", ArchitecturePicture.Render(Rooms.All, Arrows.All));

    private static Arrow[] Downward(IEnumerable<Arrow> arrows) =>
        [.. arrows.Where(arrow => Row.TryGetValue(arrow.From, out int from) &&
            Row.TryGetValue(arrow.To, out int to) && to >= from)];

    private static Arrow[] Knowing(IEnumerable<Arrow> arrows)
    {
        HashSet<string> atoms = [.. Rooms.All.Where(room => room.KnowsAtoms).Select(room => room.Name)];
        return [.. arrows.Where(arrow => !atoms.Contains(arrow.From) && atoms.Contains(arrow.To))];
    }

    private static class Body
    {
        public static bool Method(object any) => any is AriseException;
    }

    private abstract class Argument : IComparable<List<WorkProgress[]>>
    {
        public abstract int CompareTo(List<WorkProgress[]>? other);
    }

    [AttributeUsage(AttributeTargets.All)]
    private sealed class GivenAttribute(params Type[] types) : Attribute
    {
        public Type[] Types => types;

        public Type? Named { get; set; }
    }

    [Given(typeof(AriseException))]
    private static class OnType;

    private abstract class OnMember
    {
        [Given(Named = typeof(Arrow))]
        public abstract int Property { get; }

        [return: Given(typeof(List<Room>))]
        public abstract int Method([Given(typeof(WorkProgress[]))] int parameter);
    }

    private abstract class Constraint<T>
        where T : AriseException;

    private static class Catch
    {
        public static void Method(Action action)
        {
            try
            {
                action();
            }
            catch (AriseException)
            {
            }
        }
    }
}
