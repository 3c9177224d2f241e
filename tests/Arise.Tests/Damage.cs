using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Arise.Files;

namespace Arise.Tests;

/// <summary>Damages valid files: anywhere, in the values of JSON, and in the members of archives.</summary>
internal static partial class Damage
{
    private const string Place = "#here#";

    // What numbers and values become: the edges of types and of what can be meant.
    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2", "255", "65536", "2147483647", "2147483648", "-2147483648", "4294967295", "4294967297",
        "9223372036854775807", "9223372036854775808", "18446744073709551616", "1e9", "1e308", "1e999", "-1e308",
        "1e-308", "0.5", "NaN", "-0", "00", "1.0",
    ];

    private static readonly string[] Values =
    [
        .. Numbers, "null", "true", "false", "\"\"", "\"x\"", "\"7\"", "\"NaN\"", "\"\\u0000\\u001b[31m\"",
        "\"\\ud800\"", "[]", "{}", "[null]", "[[]]", "{\"x\":null}", "[1,2,3]", "[1,2,3,4]",
        "[1e308,1e308,1e308]", "[0,0,0]",
    ];

    /// <summary>One to three of: flipped bits, other bytes, cuts, copies, edges of numbers.</summary>
    public static byte[] Bytes(byte[] valid, Random random)
    {
        byte[] bytes = [.. valid];
        int steps = random.Next(1, 4);
        for (int step = 0; step < steps && bytes.Length > 0; step++)
            bytes = Step(bytes, random);
        return bytes;
    }

    /// <summary>Another value, or none, somewhere in JSON; also inside of texts that are JSON.</summary>
    public static byte[] Json(byte[] valid, Random random)
    {
        if (random.Next(5) == 0)
            return Bytes(valid, random);
        JsonNode root = JsonNode.Parse(valid)!;
        int steps = random.Next(1, 3);
        List<string> raw = [];
        for (int step = 0; step < steps; step++)
            Change(root, random, raw);
        string text = root.ToJsonString();
        foreach ((int k, string value) in raw.Index())
            text = text.Replace($"\"{Place}{k}\"", value, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(text);
    }

    /// <summary>Members of other values, shapes, names and numbers, or damage of the zip file itself.</summary>
    public static byte[] Archive(NumpyArchive valid, Random random)
    {
        using var file = new MemoryStream();
        List<(string Name, byte[] Content)> members =
            [.. valid.Names.Select(name => (name + ".npy", Content(valid[name])))];
        int chosen = random.Next(members.Count);
        (string name, byte[] content) = members[chosen];
        switch (random.Next(7))
        {
            case 0: members.RemoveAt(chosen); break;
            case 1: members.Add((name, content)); break;
            case 2: members[chosen] = (random.Next(2) == 0 ? ".npy" : "other", content); break;
            case 3: members[chosen] = (name, members[random.Next(members.Count)].Content); break;
            case 4: members[chosen] = (name, Header(content, random)); break;
            case 5: members[chosen] = (name, Element(content, random)); break;
            default: members[chosen] = (name, Bytes(content, random)); break;
        }

        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            CompressionLevel level = random.Next(2) == 0 ? CompressionLevel.NoCompression : CompressionLevel.Fastest;
            foreach ((string member, byte[] bytes) in members)
            {
                using Stream stream = zip.CreateEntry(member, level).Open();
                stream.Write(bytes);
            }
        }

        return random.Next(3) == 0 ? Bytes(file.ToArray(), random) : file.ToArray();
    }

    private static byte[] Step(byte[] bytes, Random random)
    {
        int at = random.Next(bytes.Length), length = Math.Min(random.Next(1, 40), bytes.Length - at);
        switch (random.Next(9))
        {
            case 0:
                bytes[at] ^= (byte)(1 << random.Next(8));
                return bytes;
            case 1:
                bytes[at] = (byte)(random.Next(4) switch { 0 => 0, 1 => 0xff, 2 => 0x80, _ => random.Next(256) });
                return bytes;
            case 2:
                return bytes[..at];
            case 3:
                return [.. bytes[..at], .. bytes[(at + length)..]];
            case 4:
                return [.. bytes[..(at + length)], .. bytes[at..]];
            case 5:
                int from = random.Next(bytes.Length - length + 1);
                bytes.AsSpan(from, length).CopyTo(bytes.AsSpan(at));
                return bytes;
            case 6 when bytes.Length - at >= sizeof(long):
                long[] edges = [0, -1, int.MaxValue, uint.MaxValue, long.MaxValue, long.MinValue, 0x7ff0000000000000];
                BinaryPrimitives.WriteInt64LittleEndian(bytes.AsSpan(at), edges[random.Next(edges.Length)]);
                return bytes;
            case 7 when bytes.Length - at >= sizeof(int):
                int[] halves = [0, -1, int.MaxValue, int.MinValue, 1, 0x7f800000, 0x7fc00000];
                BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(at), halves[random.Next(halves.Length)]);
                return bytes;
            default:
                return Header(bytes, random);
        }
    }

    // Another number in place of one of the first kilobytes.
    private static byte[] Header(byte[] bytes, Random random)
    {
        int end = Math.Min(bytes.Length, 4096);
        string text = Encoding.Latin1.GetString(bytes, 0, end);
        MatchCollection numbers = Digits().Matches(text);
        if (numbers.Count == 0)
            return bytes;
        Match number = numbers[random.Next(numbers.Count)];
        string other = Numbers[random.Next(Numbers.Length)];

        // Half of the time as long as before, so that what stands behind stays where it was.
        if (random.Next(2) == 0 && other.Length <= number.Length)
            other = other.PadRight(number.Length);
        return
        [
            .. Encoding.Latin1.GetBytes(text[..number.Index] + other + text[(number.Index + number.Length)..]),
            .. bytes[end..],
        ];
    }

    // The last bytes of a .npy file are numbers: one of them becomes an edge.
    private static byte[] Element(byte[] content, Random random)
    {
        byte[] bytes = [.. content];
        int start = 10 + BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        int words = (bytes.Length - start) / sizeof(int);
        if (words == 0)
            return bytes;
        float[] edges = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, -1, 1e30f, 2, -1e-30f];
        int word = start + (sizeof(int) * random.Next(words));
        if (random.Next(2) == 0)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(word), edges[random.Next(edges.Length)]);
        else
        {
            int value = random.Next(2) == 0 ? -2 : 1 << random.Next(31);
            BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(word), value);
        }

        return bytes;
    }

    private static byte[] Content(NumpyArray array)
    {
        using var stream = new MemoryStream();
        NumpyFormat.Write(stream, array);
        return stream.ToArray();
    }

    private static void Change(JsonNode root, Random random, List<string> raw)
    {
        List<JsonNode> nodes = [];
        Collect(root, nodes);
        if (nodes.Count == 0)
            return;
        JsonNode node = nodes[random.Next(nodes.Count)];
        JsonNode? other = JsonValue.Create($"{Place}{raw.Count}");
        if (Inner(node) is { } inner && random.Next(4) > 0)
        {
            List<string> innerRaw = [];
            Change(inner, random, innerRaw);
            string text = inner.ToJsonString();
            foreach ((int k, string value) in innerRaw.Index())
                text = text.Replace($"\"{Place}{k}\"", value, StringComparison.Ordinal);
            other = JsonValue.Create(text);
        }
        else
        {
            raw.Add(Values[random.Next(Values.Length)]);
        }

        switch (node.Parent)
        {
            case JsonObject owner when random.Next(8) == 0: owner.Remove(node.GetPropertyName()); break;
            case JsonObject owner: owner[node.GetPropertyName()] = other; break;
            case JsonArray list when random.Next(8) == 0: list.RemoveAt(node.GetElementIndex()); break;
            case JsonArray list when random.Next(8) == 0: list.Add(other); break;
            case JsonArray list: list[node.GetElementIndex()] = other; break;
        }
    }

    private static JsonNode? Inner(JsonNode node)
    {
        if (node is not JsonValue value || !value.TryGetValue(out string? text) || text is not ['[' or '{', ..])
            return null;
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static void Collect(JsonNode node, List<JsonNode> nodes)
    {
        if (node.Parent is not null)
            nodes.Add(node);
        IEnumerable<JsonNode?> children = node switch
        {
            JsonObject owner => owner.Select(pair => pair.Value),
            JsonArray list => list,
            _ => [],
        };
        foreach (JsonNode? child in children)
        {
            if (child is not null)
                Collect(child, nodes);
        }
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();
}
