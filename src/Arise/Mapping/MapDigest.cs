using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Arise.Files;
using Arise.Networks;
using Arise.Networks.Models;
using Arise.Numerics;
using Arise.Structures;

namespace Arise.Mapping;

/// <summary>SHA-256 of all that the numbers of a map depend on, as hexadecimal text.</summary>
internal static class MapDigest
{
    /// <summary>Of the atoms: positions, elements, cell.</summary>
    public static string Of(AtomicStructure structure)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(structure.Positions));
        foreach (ChemicalElement element in structure.Species)
            hash.AppendData([(byte)element.AtomicNumber]);
        if (structure.Lattice is { } lattice)
            hash.AppendData(MemoryMarshal.AsBytes<Vector3D>([lattice.A, lattice.B, lattice.C]));
        hash.AppendData(Encoding.ASCII.GetBytes(structure.Periodicity.ToString()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of a model: shape, weights, labels, descriptor settings, measure of novelty.</summary>
    public static string Of(BayesianNetwork network)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Text(hash, network.Architecture.Dropout.ToString("R", CultureInfo.InvariantCulture));
        foreach (string label in network.Metadata.ClassLabels)
            Text(hash, label);
        foreach ((string key, string value) in network.Metadata.DescriptorSettings)
            Text(hash, $"{key}={value}");
        foreach (DenseLayer layer in network.Members.SelectMany(member => member.Layers))
        {
            Text(hash, $"{layer.Inputs} {layer.Units}");
            hash.AppendData(MemoryMarshal.AsBytes(layer.Weights));
            hash.AppendData(MemoryMarshal.AsBytes(layer.Bias));
        }

        if (network.Metadata.Novelty is { } novelty)
        {
            var file = new SafetensorsFile();
            NoveltyTensors.Add(file, novelty);
            using var bytes = new MemoryStream();
            file.Write(bytes);
            hash.AppendData(bytes.GetBuffer(), 0, (int)bytes.Length);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Of a map: atoms, model, and the settings that its numbers depend on.</summary>
    public static string Of(MapPlan plan, BayesianNetwork network) => Of(plan, Of(network));

    /// <summary>Of a map, by the digest of its model.</summary>
    public static string Of(MapPlan plan, string model) => Of(plan.Structure, plan.Settings, model);

    /// <summary>Of a map that need not be planned yet.</summary>
    public static string Of(AtomicStructure structure, MapSettings settings, string model)
    {
        PredictionSettings prediction = settings.Prediction;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Text(hash, Of(structure));
        Text(hash, model);
        Text(hash, string.Create(
            CultureInfo.InvariantCulture,
            $"{settings.Edge} {settings.Stride} {settings.Padding} {settings.MinimumAtoms} {settings.Wrap} "
            + $"Box {settings.Coarseness} "
            + $"{prediction.Mode} {prediction.Passes} {prediction.Tolerance:R} {prediction.Seed}"
            + $"{(settings.OneSpecies ? " one species" : "")}"));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // A zero byte ends each text, so that two texts never read as one.
    private static void Text(IncrementalHash hash, string text)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        hash.AppendData([0]);
    }
}
