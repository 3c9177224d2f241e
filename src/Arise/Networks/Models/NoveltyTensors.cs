using System.Globalization;
using System.Text.Json;
using Arise.Files;

namespace Arise.Networks.Models;

/// <summary>A measure of novelty in a model file.</summary>
internal static class NoveltyTensors
{
    private const string Name = "novelty";
    private const string CountsName = "novelty_rows";

    /// <summary>Adds a measure.</summary>
    public static void Add(SafetensorsFile file, NoveltyMeasure novelty)
    {
        string numbers = string.Create(
            CultureInfo.InvariantCulture,
            $"{novelty.Layer} {novelty.EntropyWeight:R} {novelty.Threshold:R} {novelty.FalseAlarmRate:R}");
        if (novelty is MahalanobisNovelty one)
        {
            file.Metadata[Name] = numbers;
            file.Add("novelty.whitening", one.Whitening.ToArray(), one.Units, one.Units);
            file.Add("novelty.means", one.Means.ToArray(), one.Classes, one.Units);
            file.Add("novelty.radii", one.Radii.ToArray(), one.Classes);
            return;
        }

        var nearest = (NearestRowsNovelty)novelty;
        file.Metadata[Name] = string.Create(CultureInfo.InvariantCulture, $"{numbers} {nearest.Limit:R}");
        file.Metadata[CountsName] = JsonSerializer.Serialize(nearest.Members[0].Counts(), ModelJson.Plain.Int32Array);
        foreach ((int member, ReferenceRows rows) in nearest.Members.Index())
        {
            string prefix = Prefix(member);
            file.Add(prefix + "radii", rows.Radii, rows.Radii.Length);
            file.Add(prefix + "scales", rows.Scales, rows.Count);
            file.Add(prefix + "rows", rows.Values, rows.Count, rows.Units);
        }
    }

    /// <summary>The measure of a file; null where there is none.</summary>
    /// <param name="file">The file.</param>
    /// <param name="sizes">Units of every layer from the input to the classes.</param>
    /// <param name="members">Members of the network.</param>
    /// <exception cref="SafetensorsFormatException">It is damaged.</exception>
    /// <exception cref="ArgumentException">A number is out of range.</exception>
    public static NoveltyMeasure? Read(SafetensorsFile file, int[] sizes, int members)
    {
        if (!file.Metadata.TryGetValue(Name, out string? text))
            return null;
        string[] words = text.Split(' ');
        bool isNearest = file.Metadata.ContainsKey(CountsName);
        if (words.Length != (isNearest ? 5 : 4)
            || !int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out int layer)
            || layer >= sizes.Length - 2)
            throw file.Error($"the metadata '{Name}' are damaged.");
        double[] numbers = Array.ConvertAll(words, word => Number(file, word));
        (int units, int classes) = (sizes[layer + 1], sizes[^1]);
        if (!isNearest)
        {
            return new MahalanobisNovelty(
                layer,
                file.FiniteTensor("novelty.whitening", units, units),
                file.FiniteTensor("novelty.means", classes, units),
                file.FiniteTensor("novelty.radii", classes),
                numbers[1],
                numbers[2],
                numbers[3]);
        }

        int[] counts = ModelFile.Parse(file, CountsName, ModelJson.Plain.Int32Array);
        if (counts.Length != classes || counts.Sum(count => (long)count) > Array.MaxLength)
            throw file.Error($"the metadata '{CountsName}' are damaged.");
        return new NearestRowsNovelty(
            layer,
            [.. Enumerable.Range(0, members).Select(member => Rows(file, Prefix(member), counts, units))],
            numbers[1],
            numbers[2],
            numbers[4],
            numbers[3]);
    }

    private static string Prefix(int member) =>
        string.Create(CultureInfo.InvariantCulture, $"members.{member}.novelty.");

    private static ReferenceRows Rows(SafetensorsFile file, string prefix, int[] counts, int units)
    {
        int total = counts.Sum();
        return new ReferenceRows(
            units,
            counts,
            file.Bytes(prefix + "rows", total, units),
            file.FiniteTensor(prefix + "scales", total),
            file.FiniteTensor(prefix + "radii", counts.Length));
    }

    private static double Number(SafetensorsFile file, string text) =>
        double.TryParse(text, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number)
            ? number
            : throw file.Error($"the metadata '{Name}' are damaged: '{text}' is not a finite number.");
}
