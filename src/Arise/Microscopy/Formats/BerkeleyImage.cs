namespace Arise.Microscopy.Formats;

/// <summary>
/// A group of a Berkeley EMD file: its numbers, and for each axis the coordinates with their unit. Of three axes the
/// first is that of a series.
/// </summary>
internal static class BerkeleyImage
{
    /// <summary>The images of a group; null if it is none of Berkeley EMD.</summary>
    public static Hdf5Series? Of(Hdf5File file, string path, Hdf5Object group)
    {
        if (group.Shape is not null || group.AttributeOf("emd_group_type") is not { } type
            || !(type.Number == 1 || type.Text == "array") || group["data"] is not { Shape: { } shape } data)
            return null;
        if (shape.Length > 3)
        {
            file.Source.Note("data of more than three axes, as of 4D-STEM, are left out.");
            return null;
        }

        // The first version counts the axes from 1, the second from 0.
        int first = group["dim0"] is null ? 1 : 0, rank = shape.Length;
        if (rank < 2)
            return null;
        (double? y, string? _) = Step(file, group[$"dim{rank - 2 + first}"]);
        (double? x, string? unit) = Step(file, group[$"dim{rank - 1 + first}"]);
        return Hdf5Series.Of(file, path, data, pixelSize: PixelScale.Of(file.Source, x, y, unit));
    }

    private static (double? Step, string? Unit) Step(Hdf5File file, Hdf5Object? axis)
    {
        if (axis is not { Shape: [>= 2] } || Hdf5Data.Of(file, axis) is not { } numbers)
            return default;
        float[] values = numbers.Column(0, Array.MaxLength);
        return ((double)(values[^1] - values[0]) / (values.Length - 1), axis.AttributeOf("units")?.Text);
    }
}
