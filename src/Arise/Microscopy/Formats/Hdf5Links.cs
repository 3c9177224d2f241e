namespace Arise.Microscopy.Formats;

/// <summary>What groups of an HDF5 file hold.</summary>
internal static class Hdf5Links
{
    private const int MostLinks = 100_000;

    /// <summary>Adds what a group of the old kind holds: a tree of symbol nodes, with names in a heap.</summary>
    public static void AddTable(Hdf5File file, long tree, long heap, Dictionary<string, long> links)
    {
        Hdf5Cursor head = file.At(heap, 8 + (2L * file.LengthSize) + file.PlaceSize).Expect("HEAP").Skip(4);
        long size = head.Length();
        head.Length();
        byte[] names = file.At(head.Place(), size).Span(size).ToArray();
        AddNode(file, tree, names, links, [], byte.MaxValue + 1);
    }

    /// <summary>Adds a link; only those within the file count.</summary>
    public static void AddMessage(Hdf5Cursor message, Dictionary<string, long> links)
    {
        int flags = message.Skip(1).Byte();
        int kind = (flags & 8) != 0 ? message.Byte() : 0;
        message.Skip(((flags & 4) != 0 ? 8 : 0) + ((flags & 16) != 0 ? 1 : 0));
        long length = message.Number(1 << (flags & 3));
        string name = Hdf5Cursor.Text(message.Span(length));
        if (kind == 0)
            links.TryAdd(name, message.Place());
    }

    private static void AddNode(
        Hdf5File file, long place, byte[] names, Dictionary<string, long> links, HashSet<long> seen, int above)
    {
        if (!seen.Add(place))
            throw file.Damaged();
        Hdf5Cursor head = file.At(place, 8).Expect("TREE");
        int type = head.Byte(), level = head.Byte(), count = head.UInt16();
        if (type != 0 || level >= above)
            throw file.Damaged();
        Hdf5Cursor entries = file.At(
            place + 8 + (2L * file.PlaceSize), (long)count * (file.LengthSize + file.PlaceSize));
        for (int i = 0; i < count; i++)
        {
            entries.Length();
            long child = entries.Place();
            if (level > 0)
                AddNode(file, child, names, links, seen, level);
            else
                AddSymbols(file, child, names, links);
        }
    }

    private static void AddSymbols(Hdf5File file, long place, byte[] names, Dictionary<string, long> links)
    {
        int count = file.At(place, 8).Expect("SNOD").Skip(2).UInt16();
        int size = (2 * file.PlaceSize) + 24;
        Hdf5Cursor entries = file.At(place + 8, (long)count * size);
        for (int i = 0; i < count; i++)
        {
            long name = entries.Place(), target = entries.Place();
            int cache = (int)entries.UInt32();
            entries.Skip(20);
            if (name < 0 || name >= names.Length || links.Count > MostLinks)
                throw file.Damaged();

            // Kind 2: a name that stands for another path.
            if (cache != 2)
                links.TryAdd(Hdf5Cursor.Text(names.AsSpan((int)name)), target);
        }
    }
}
