using BitMiracle.LibTiff.Classic;

namespace Arise.Microscopy.Formats;

/// <summary>Undoes the compression of a page with LibTiff, strip by strip or tile by tile.</summary>
internal sealed class TiffDecoder : IDisposable
{
    private readonly ImageSource _source;
    private readonly Tiff _tiff;

    static TiffDecoder() => Tiff.SetErrorHandler(new SilentHandler());

    /// <summary>Opens a page.</summary>
    /// <param name="source">The file.</param>
    /// <param name="offset">Where the tags of the page are.</param>
    /// <exception cref="ImageFormatException">LibTiff does not take it.</exception>
    public TiffDecoder(ImageSource source, long offset)
    {
        _source = source;
        _tiff = Guard(() =>
        {
            source.Whole.Position = 0;
            Tiff? tiff = Tiff.ClientOpen(source.File, "rh", source.Whole, new OpenStream());
            return tiff is not null && tiff.SetSubDirectory(offset) ? tiff : throw Damaged();
        });
    }

    /// <summary>Reads the page.</summary>
    /// <param name="samples">What its bytes mean.</param>
    /// <param name="values">Takes the gray values, row by row.</param>
    /// <param name="width">Pixels per row.</param>
    /// <param name="height">Number of rows.</param>
    /// <exception cref="ImageFormatException">It is damaged.</exception>
    public void Read(TiffSamples samples, float[] values, int width, int height) => Guard(() =>
    {
        bool isApart = _tiff.GetField(TiffTag.PLANARCONFIG) is [var planar, ..] && planar.ToInt() == 2;
        if (_tiff.IsTiled())
            ReadTiles(samples, values, width, height, isApart);
        else
            ReadRows(samples, values, width, height, isApart);
        return true;
    });

    /// <inheritdoc/>
    public void Dispose() => _tiff.Dispose();

    private void ReadRows(TiffSamples samples, float[] values, int width, int height, bool isApart)
    {
        int together = isApart ? 1 : samples.Channels;
        if (_tiff.ScanlineSize() < samples.RowBytes(width, together))
            throw Damaged();
        byte[] bytes = new byte[_tiff.ScanlineSize()];
        float[] numbers = new float[width * samples.Channels], part = new float[width * together];

        // Color planes that are apart are read row by row too: each plane in turn would be decoded anew for each row.
        if (isApart && samples is { Channels: > 1, IsColor: true })
            throw _source.Error("its colors stand in planes apart; save gray values, or colors together.");
        for (int y = 0; y < height; y++)
        {
            if (!_tiff.ReadScanline(bytes, y))
                throw Damaged(y);
            samples.Unpack(bytes, part);
            if (isApart)
                Spread(part, numbers, samples.Channels);
            samples.ToGray(isApart ? numbers : part, values.AsSpan(y * width, width));
        }
    }

    private void ReadTiles(TiffSamples samples, float[] values, int width, int height, bool isApart)
    {
        int tileWidth = _tiff.GetField(TiffTag.TILEWIDTH)[0].ToInt();
        int tileHeight = _tiff.GetField(TiffTag.TILELENGTH)[0].ToInt();
        int together = isApart ? 1 : samples.Channels;
        if (tileWidth < 1 || tileHeight < 1)
            throw Damaged();
        long size = (long)tileHeight * samples.RowBytes(tileWidth, together);
        _source.RequirePacked(size, _source.Length, 4096);
        MemoryBudget.Require(size + (4.0 * values.Length), $"{_source.File}: its tiles", "save smaller tiles");
        if (size > Array.MaxLength || size > _tiff.TileSize() || isApart && samples is { Channels: > 1, IsColor: true })
            throw Damaged();
        byte[] bytes = new byte[_tiff.TileSize()];
        float[] numbers = new float[tileWidth * samples.Channels], part = new float[tileWidth * together];
        float[] gray = new float[tileWidth];
        int rowBytes = samples.RowBytes(tileWidth, together);
        for (int top = 0; top < height; top += tileHeight)
        {
            for (int left = 0; left < width; left += tileWidth)
            {
                if (_tiff.ReadTile(bytes, 0, left, top, 0, 0) < 0)
                    throw Damaged(top);
                for (int y = top; y < Math.Min(top + tileHeight, height); y++)
                {
                    samples.Unpack(bytes.AsSpan((y - top) * rowBytes, rowBytes), part);
                    if (isApart)
                        Spread(part, numbers, samples.Channels);
                    samples.ToGray(isApart ? numbers : part, gray);
                    int count = Math.Min(tileWidth, width - left);
                    gray.AsSpan(0, count).CopyTo(values.AsSpan((y * width) + left, count));
                }
            }
        }
    }

    private static void Spread(float[] part, float[] numbers, int channels)
    {
        for (int x = 0; x < part.Length; x++)
            numbers[x * channels] = part[x];
    }

    // Damaged data make the library run over the ends of its tables.
    private T Guard<T>(Func<T> step)
    {
        try
        {
            return step();
        }
        catch (Exception error) when (error is not (AriseException or IOException or OutOfMemoryException))
        {
            throw _source.Error(
                "its pixels cannot be decoded: they are damaged or cut off; copy the file again.", error);
        }
    }

    private ImageFormatException Damaged(int? row = null) => _source.Error(
        (row is null ? "its page cannot be decoded" : $"its pixels cannot be decoded from row {row + 1} on")
        + ": they are damaged or cut off; copy the file again.");

    // The file stays open for the next page. Places outside of it are damage, not errors of reading.
    private sealed class OpenStream : TiffStream
    {
        public override long Seek(object clientData, long offset, SeekOrigin origin)
        {
            var stream = (Stream)clientData;
            long place = offset + origin switch
            {
                SeekOrigin.Begin => 0,
                SeekOrigin.Current => stream.Position,
                _ => stream.Length,
            };
            return place < 0 || place > stream.Length
                ? throw new InvalidDataException("No such place.") : stream.Position = place;
        }

        public override void Close(object clientData)
        {
        }
    }

    // The library would write to the console.
    private sealed class SilentHandler : TiffErrorHandler
    {
        public override void ErrorHandler(Tiff tif, string method, string format, params object[] args)
        {
        }

        public override void WarningHandler(Tiff tif, string method, string format, params object[] args)
        {
        }
    }
}
