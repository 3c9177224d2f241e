namespace Arise.Descriptors;

/// <summary>The descriptors of structures that models name.</summary>
internal static class StructureDescriptors
{
    /// <summary>The descriptor of a model.</summary>
    /// <param name="metadata">The descriptor settings of a model file.</param>
    /// <exception cref="DescriptorException">It is none of a whole structure, or a setting is out of range.</exception>
    public static IStructureDescriptor FromMetadata(IReadOnlyDictionary<string, string> metadata) =>
        metadata.TryGetValue("descriptor", out string? kind) && kind == OrderDescriptorSettings.Kind
            ? new OrderDescriptor(OrderDescriptorSettings.FromMetadata(metadata))
            : new SoapStructureDescriptor(SoapSettings.FromMetadata(metadata));
}
