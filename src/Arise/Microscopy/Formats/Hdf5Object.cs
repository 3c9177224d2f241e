namespace Arise.Microscopy.Formats;

/// <summary>A group or a data set of an HDF5 file: its messages.</summary>
internal sealed class Hdf5Object
{
    private const int Dataspace = 1, LinkInfo = 2, Datatype = 3, Link = 6, Layout = 8, Filters = 11, Attribute = 12;
    private const int Continuation = 16, SymbolTable = 17;
    private const int MostMessages = 10_000, MostParts = 1000;

    private readonly Hdf5File _file;
    private readonly List<(int Type, int Flags, byte[] Content)> _messages = [];
    private readonly HashSet<long> _parts = [];
    private Dictionary<string, long>? _links;
    private List<Hdf5Attribute>? _attributes;

    /// <summary>Reads the messages.</summary>
    /// <exception cref="ImageFormatException">They are damaged.</exception>
    public Hdf5Object(Hdf5File file, long place)
    {
        _file = file;
        Hdf5Cursor start = file.At(place, 16);
        if (start.Byte() == 'O')
        {
            ReadSecond(file, place);
            return;
        }

        int count = start.Skip(1).UInt16();
        long size = start.Skip(4).UInt32();
        ReadFirst(place + 16, size, count);
    }

    /// <summary>Lengths of the axes of a data set; null for a group.</summary>
    public long[]? Shape => Content(Dataspace) is { } content ? Hdf5Space.Of(content) : null;

    /// <summary>Type of the numbers of a data set; null for a group.</summary>
    public Hdf5Type? Type => Content(Datatype) is { } content ? Hdf5Type.Of(content) : null;

    /// <summary>How a data set is stored; null for a group.</summary>
    public Hdf5Cursor? Storage => Content(Layout);

    /// <summary>How the chunks of a data set are packed; null if they are not.</summary>
    public Hdf5Cursor? Packing => Content(Filters);

    /// <summary>Names and places of what a group holds.</summary>
    public IReadOnlyDictionary<string, long> Links => _links ??= ReadLinks();

    /// <summary>What belongs to a name of a group; null if there is none.</summary>
    public Hdf5Object? this[string name] => Links.TryGetValue(name, out long place) ? _file.Object(place) : null;

    /// <summary>An attribute; null if there is none.</summary>
    public Hdf5Attribute? AttributeOf(string name) => (_attributes ??= [.. _messages
        .Where(message => message.Type == Attribute)
        .Select(message => Hdf5Attribute.Of(_file, new Hdf5Cursor(_file, message.Content)))
        .OfType<Hdf5Attribute>()]).Find(attribute => attribute.Name == name);

    // A message may stand elsewhere: flag 2, then its content is the place of the object that has it.
    private Hdf5Cursor? Content(int type)
    {
        foreach ((int kind, int flags, byte[] content) in _messages)
        {
            if (kind != type)
                continue;
            var cursor = new Hdf5Cursor(_file, content);
            if ((flags & 2) == 0)
                return cursor;
            int version = cursor.Byte(), where = cursor.Byte();
            if (version == 3 && where != 2)
            {
                throw _file.Source.Error(
                    "a type is kept in a heap of messages, which is not read; repack the file (h5repack).");
            }

            long place = cursor.Skip(version == 1 ? 6 : 0).Place();
            Hdf5Object other = _file.Object(place);
            return ReferenceEquals(other, this) ? throw _file.Damaged() : other.Plain(type);
        }

        return null;
    }

    private Hdf5Cursor? Plain(int type) => _messages.Find(message => message.Type == type && (message.Flags & 2) == 0)
        is { Content: { } content } ? new Hdf5Cursor(_file, content) : throw _file.Damaged();

    // Version 1: the number of messages counts; each begins at a multiple of 8.
    private void ReadFirst(long place, long size, int count)
    {
        if (!_parts.Add(place) || _parts.Count > MostParts)
            throw _file.Damaged();
        Hdf5Cursor part = _file.At(place, size);
        while (part.Left >= 8 && _messages.Count < Math.Min(count, MostMessages))
        {
            int type = part.UInt16(), length = part.UInt16(), flags = part.Byte();
            byte[] content = part.Skip(3).Span(length).ToArray();
            _messages.Add((type, flags, content));
            if (type == Continuation)
            {
                var next = new Hdf5Cursor(_file, content);
                ReadFirst(next.Place(), next.Length(), count);
            }
        }
    }

    private void ReadSecond(Hdf5File file, long place)
    {
        Hdf5Cursor start = file.At(place, Math.Min(64, file.Source.Length - file.Offset(place))).Expect("OHDR").Skip(1);
        int flags = start.Byte();
        start.Skip(((flags & 0x20) != 0 ? 16 : 0) + ((flags & 0x10) != 0 ? 4 : 0));
        long size = start.Number(1 << (flags & 3));
        ReadSecondPart(file.At(place + start.Position, size), flags);
    }

    private void ReadSecondPart(Hdf5Cursor part, int flags)
    {
        int head = 4 + ((flags & 4) != 0 ? 2 : 0);
        while (part.Left >= head && _messages.Count < MostMessages)
        {
            int type = part.Byte(), length = part.UInt16(), messageFlags = part.Byte();
            byte[] content = part.Skip(head - 4).Span(length).ToArray();
            _messages.Add((type, messageFlags, content));
            if (type != Continuation)
                continue;
            var next = new Hdf5Cursor(_file, content);
            long place = next.Place(), size = next.Length();
            if (!_parts.Add(place) || _parts.Count > MostParts)
                throw _file.Damaged();

            // The last four bytes are a checksum.
            Hdf5Cursor more = _file.At(place, size).Expect("OCHK");
            ReadSecondPart(more.Part(Math.Max(0, more.Left - 4)), flags);
        }
    }

    private Dictionary<string, long> ReadLinks()
    {
        var links = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach ((int type, int _, byte[] content) in _messages)
        {
            var cursor = new Hdf5Cursor(_file, content);
            switch (type)
            {
                case SymbolTable:
                    Hdf5Links.AddTable(_file, cursor.Place(), cursor.Place(), links);
                    break;
                case Link:
                    Hdf5Links.AddMessage(cursor, links);
                    break;
                case LinkInfo:
                    int flags = cursor.Skip(1).Byte();
                    _file.HasHiddenLinks |= cursor.Skip((flags & 1) != 0 ? 8 : 0).Place() >= 0;
                    break;
            }
        }

        return links;
    }
}
