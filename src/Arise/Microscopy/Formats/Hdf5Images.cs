namespace Arise.Microscopy.Formats;

/// <summary>
/// Images in HDF5 files: those of Velox (/Data/Image/*/Data with metadata), of Berkeley EMD (groups with the attribute
/// emd_group_type), else the data sets of two or three axes.
/// </summary>
/// <remarks>Berkeley EMD: https://emdatasets.com/format; Velox: as RosettaSciIO documents it.</remarks>
internal static class Hdf5Images
{
    private const int MostDepth = 32;

    // Tables and lines beside the images are much smaller than these.
    private const double SmallestPart = 1.0 / 16;

    /// <summary>Whether a file begins like this.</summary>
    public static bool Begins(ReadOnlySpan<byte> head) => Hdf5File.Begins(head);

    /// <summary>Finds the images.</summary>
    public static ImageSet Open(ImageSource source)
    {
        var file = new Hdf5File(source);
        Hdf5Object root = file.Object(file.Root);
        var found = new List<Hdf5Series>();
        if (root["Data"]?["Image"] is { } images)
        {
            foreach ((string name, long place) in images.Links)
                Add(found, VeloxImage.Of(file, $"/Data/Image/{name}", file.Object(place)));
        }

        if (found.Count == 0)
            Walk(file, root, "", [], 0, (path, group) => Add(found, BerkeleyImage.Of(file, path, group)));
        if (found.Count == 0)
        {
            Walk(file, root, "", [], 0, (path, data) => Add(found, Hdf5Series.Of(file, path, data)));
            int all = found.Count;
            double largest = found.Select(series => series.Pixels).DefaultIfEmpty(0).Max();
            found.RemoveAll(series => series.Pixels < SmallestPart * largest);
            if (all > found.Count)
                source.Note($"data sets that are much smaller than {found[0].Name} are left out.");
        }

        return SetOf(source, file, found);
    }

    private static ImageSet SetOf(ImageSource source, Hdf5File file, List<Hdf5Series> found)
    {
        long count = found.Sum(series => series.Count);
        if (count is 0 or > int.MaxValue)
        {
            throw source.Error(file.HasHiddenLinks
                ? "its groups have many members or keep their order, in a form that is not read; copy the image into a "
                    + "file of its own."
                : "it holds no data set of plain numbers in two axes.");
        }

        return new ImageSet((int)count, index =>
        {
            int series = 0;
            for (; index >= found[series].Count; series++)
                index -= (int)found[series].Count;
            return found[series].Read(index, found.Count > 1);
        });
    }

    private static void Add(List<Hdf5Series> found, Hdf5Series? series)
    {
        if (series is not null)
            found.Add(series);
    }

    private static void Walk(
        Hdf5File file, Hdf5Object node, string path, HashSet<Hdf5Object> seen, int depth,
        Action<string, Hdf5Object> visit)
    {
        if (!seen.Add(node))
            return;
        if (depth > MostDepth)
            throw file.Source.Error("its groups lie in each other too deeply; the file is damaged.");
        visit(path, node);
        if (node.Shape is not null)
            return;
        foreach ((string name, long place) in node.Links)
        {
            if (place >= 0)
                Walk(file, file.Object(place), $"{path}/{name}", seen, depth + 1, visit);
        }
    }
}
