using System.Text;

namespace Arise.Tests.Architecture;

/// <summary>
/// The picture of rooms and arrows in docs/explanation/architecture.md: a Mermaid graph without the arrows that follow
/// from others, and a list with all of them.
/// </summary>
internal static class ArchitecturePicture
{
    private const int Columns = 115;

    /// <summary>The Markdown text, for a marked region of a page.</summary>
    public static string Render(IReadOnlyList<Room> rooms, IReadOnlyList<Arrow> arrows)
    {
        Dictionary<string, int> row = rooms.Select((room, index) => (room.Name, index)).ToDictionary();
        ILookup<string, string> uses = arrows
            .Where(arrow => arrow.To.Length > 0 && row.GetValueOrDefault(arrow.To, int.MaxValue) < row[arrow.From])
            .ToLookup(arrow => arrow.From, arrow => arrow.To);
        var text = new StringBuilder("```mermaid\nflowchart BT\n");
        foreach (Room room in rooms.Where(room => room.Name.Length > 0))
            text.Append($"    {Id(room.Name)}{(room.KnowsAtoms ? $"[{room.Name}]" : $"([{room.Name}])")}\n");
        foreach (Room room in rooms)
        {
            foreach (string used in rooms.Select(other => other.Name).Where(uses[room.Name].Contains))
            {
                if (!uses[room.Name].Any(between => Reaches(between, used, uses)))
                    text.Append($"    {Id(room.Name)} --> {Id(used)}\n");
            }
        }

        text.Append("```\n\n");
        foreach (Room room in rooms)
        {
            string[] used = [.. rooms.Select(other => other.Name).Where(uses[room.Name].Contains)];
            text.Append(Wrapped(
                $"- **{(room.Name.Length > 0 ? room.Name : "(root)")}**: {room.What}." +
                (used.Length > 0 ? $" Uses {string.Join(", ", used)}." : "")));
        }

        return text.ToString();
    }

    private static bool Reaches(string from, string to, ILookup<string, string> uses) =>
        uses[from].Any(next => next == to || Reaches(next, to, uses));

    private static string Id(string name) => name.Replace('.', '_');

    private static string Wrapped(string line)
    {
        var text = new StringBuilder();
        while (line.Length > Columns)
        {
            int end = line.LastIndexOf(' ', Columns);
            text.Append(line, 0, end).Append('\n');
            line = "  " + line[(end + 1)..];
        }

        return text.Append(line).Append('\n').ToString();
    }
}
