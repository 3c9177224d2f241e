namespace Arise.Microscopy.Formats;

/// <summary>The lengths of the axes of a data set or attribute.</summary>
internal static class Hdf5Space
{
    /// <summary>The lengths, the slowest axis first; none for a single value.</summary>
    public static long[] Of(Hdf5Cursor message)
    {
        int version = message.Byte(), rank = message.Byte();
        message.Skip(version == 1 ? 6 : 2);
        long[] shape = new long[Math.Min(rank, 32)];
        for (int axis = 0; axis < shape.Length; axis++)
            shape[axis] = message.Length();
        return shape;
    }
}
