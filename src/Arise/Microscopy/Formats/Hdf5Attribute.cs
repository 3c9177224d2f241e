namespace Arise.Microscopy.Formats;

/// <summary>An attribute of an HDF5 group or data set: a number or text, the first if there are several.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Number">The number; null if it is none.</param>
/// <param name="Text">The text; null if it is none.</param>
internal sealed record Hdf5Attribute(string Name, double? Number, string? Text)
{
    private const int FixedText = 3, AnyLength = 9;

    /// <summary>Reads a message; null for what is neither number nor text.</summary>
    public static Hdf5Attribute? Of(Hdf5File file, Hdf5Cursor message)
    {
        int version = message.Byte(), flags = message.Byte();
        int nameSize = message.UInt16(), typeSize = message.UInt16(), spaceSize = message.UInt16();
        if (version == 3)
            message.Skip(1);
        string name = Hdf5Cursor.Text(Padded(message, nameSize, version));
        if (version > 1 && (flags & 3) != 0)
            return null;
        Hdf5Type type = Hdf5Type.Of(new Hdf5Cursor(file, Padded(message, typeSize, version)));
        Padded(message, spaceSize, version);
        if (type.Kind is { } kind && message.Left >= kind.Size)
        {
            float[] value = new float[1];
            kind.Convert(message.Span(kind.Size).ToArray(), value, type.IsBigEndian);
            return new Hdf5Attribute(name, value[0], null);
        }

        return type.Class switch
        {
            FixedText when message.Left >= type.Size =>
                new Hdf5Attribute(name, null, Hdf5Cursor.Text(message.Span(type.Size))),
            AnyLength when message.Left >= 8 + file.PlaceSize =>
                new Hdf5Attribute(name, null, TextOf(file, message)),
            _ => null,
        };
    }

    private static byte[] Padded(Hdf5Cursor message, int size, int version)
    {
        byte[] bytes = message.Span(size).ToArray();
        if (version == 1)
            message.Skip(Math.Min(message.Left, (8 - (size % 8)) % 8));
        return bytes;
    }

    // A text of any length stands in a heap: its length, the place of the heap, and its number there.
    private static string? TextOf(Hdf5File file, Hdf5Cursor message)
    {
        long length = message.UInt32(), heap = message.Place(), wanted = message.UInt32();
        if (heap < 0 || length > ushort.MaxValue)
            return null;
        long size = file.At(heap, 8 + file.LengthSize).Expect("GCOL").Skip(4).Length();
        Hdf5Cursor objects = file.At(heap, size).Skip(8 + file.LengthSize);
        while (objects.Left >= 8 + file.LengthSize)
        {
            int index = objects.UInt16();
            long count = objects.Skip(6).Length();
            if (index == 0)
                return null;
            if (index == wanted)
                return Hdf5Cursor.Text(objects.Span(Math.Min(count, length)));
            objects.Skip(Math.Min(objects.Left, (count + 7) / 8 * 8));
        }

        return null;
    }
}
