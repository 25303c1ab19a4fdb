/// Somebody who may become a customer.
public enum Lead {}
/// Something that may be sold to somebody.
public enum Deal {}
/// A way of selling: stages in their order.
public enum Pipeline {}
/// A step of a pipeline.
public enum PipelineStage {}
